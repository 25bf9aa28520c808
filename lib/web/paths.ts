import type {
  AccessId,
  AccountId,
  BatchId,
  DraftId,
  ExportId,
  InvoiceId,
  MessageId,
  OrderId,
  QuoteId,
  RefundId,
} from '#lib/ids.ts';

type Query = Record<string, string | number | null | undefined>;

function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return search.size > 0 ? `${path}?${search}` : path;
}

/** Every address of the product, written once. `next` is where to go afterwards: see `localPath`. */
export const paths = {
  home: () => '/',
  terms: () => '/terms',
  termsClause: (number: number) => `/terms#clause-${number}`,
  acceptTerms: (next?: string) => withQuery('/terms/accept', { next }),
  prices: () => '/prices',
  howChargingWorks: () => '/prices#charging',
  pricesFile: () => '/prices/csv',
  cookies: () => '/cookies',
  signUp: () => '/sign-up',
  signIn: (next?: string) => withQuery('/sign-in', { next }),
  recover: () => '/recover',
  recoverByNumber: () => '/recover/number',
  recoveryKit: () => '/settings/recovery-kit',
  send: (draftId?: DraftId) => withQuery('/send', { draft: draftId }),
  confirmSend: (quoteId: QuoteId) => `/send/${quoteId}`,
  messages: (query?: Query) => withQuery('/messages', query),
  batch: (batchId: BatchId, query?: Query) => withQuery(`/messages/${batchId}`, query),
  batchEvents: (batchId: BatchId) => `/messages/${batchId}/events`,
  message: (batchId: BatchId, messageId: MessageId) => `/messages/${batchId}/${messageId}`,
  receipt: (batchId: BatchId, messageId?: MessageId | null) =>
    withQuery(`/messages/${batchId}/receipt`, { message: messageId }),
  receiptFile: (batchId: BatchId, kind: 'pdf' | 'json', messageId?: MessageId | null) =>
    withQuery(`/messages/${batchId}/receipt/${kind}`, { message: messageId }),
  verifyReceipt: () => '/verify-receipt',
  senders: () => '/senders',
  billing: () => '/billing',
  topUp: () => '/billing/top-up',
  statement: (query?: Query) => withQuery('/billing/statement', query),
  statementFile: (month: string, kind: 'pdf' | 'csv') => `/billing/statement/${month}/${kind}`,
  invoices: (query?: Query) => withQuery('/billing/invoices', query),
  invoiceFile: (invoiceId: InvoiceId, kind: 'pdf' | 'xml') =>
    `/billing/invoices/${invoiceId}/${kind}`,
  billingDetails: (next?: string) => withQuery('/billing/details', { next }),
  automaticTopUp: () => '/billing/top-up/automatic',
  topUpOrder: (orderId: OrderId, query?: Query) => withQuery(`/billing/top-up/${orderId}`, query),
  ceilings: (query?: Query) => withQuery('/billing/ceilings', query),
  notices: () => '/notices',
  settings: () => '/settings',
  securitySettings: () => '/settings/security',
  devices: () => '/settings/devices',
  secondFactor: () => '/settings/second-factor',
  authenticatorApp: () => '/settings/second-factor/app',
  passkeys: () => '/settings/second-factor/passkeys',
  recoveryNumber: () => '/settings/recovery-number',
  whoLooked: (query?: Query) => withQuery('/settings/who-looked', query),
  termsSettings: () => '/settings/terms',
  staffSignIn: (next?: string) => withQuery('/staff-sign-in', { next }),
  contentSettings: () => '/settings/content',
  stop: (token: string, query?: Query) => withQuery(`/stop/${encodeURIComponent(token)}`, query),
  pressStop: (token: string) => `/stop/${encodeURIComponent(token)}/press`,
  dataSettings: () => '/settings/data',
  exportFile: (exportId: ExportId) => `/settings/data/${exportId}`,
  deleteAccount: () => '/settings/delete',
  deleted: (certificateToken: string) => `/deleted/${certificateToken}`,
  deletedFile: (certificateToken: string) => `/deleted/${certificateToken}/certificate`,
  admin: () => '/admin',
  adminAccounts: (query?: Query) => withQuery('/admin/accounts', query),
  adminAccount: (accountId: AccountId) => `/admin/accounts/${accountId}`,
  adminAccountBatches: (accountId: AccountId, query?: Query) =>
    withQuery(`/admin/accounts/${accountId}/batches`, query),
  adminAccountBatch: (accountId: AccountId, batchId: BatchId, query?: Query) =>
    withQuery(`/admin/accounts/${accountId}/batches/${batchId}`, query),
  adminAccess: (accountId: AccountId, accessId: AccessId, query?: Query) =>
    withQuery(`/admin/accounts/${accountId}/accesses/${accessId}`, query),
  adminAccesses: (query?: Query) => withQuery('/admin/accesses', query),
  adminStaff: () => '/admin/staff',
  adminMember: (number: number) => `/admin/staff/${number}`,
  adminLog: (query?: Query) => withQuery('/admin/log', query),
  adminSecurity: () => '/admin/security',
  adminSenders: (query?: Query) => withQuery('/admin/senders', query),
  adminOperator: () => '/admin/operator',
  adminQueue: () => '/admin/queue',
  adminFeatures: (query?: Query) => withQuery('/admin/features', query),
  adminProviders: () => '/admin/providers',
  adminPrices: () => '/admin/prices',
  adminPriceList: (priceListId: number) => `/admin/prices/${priceListId}`,
  adminOrders: (query?: Query) => withQuery('/admin/orders', query),
  adminOrder: (reference: string) => `/admin/orders/${reference}`,
  adminMoney: () => '/admin/money',
  adminRefunds: () => '/admin/refunds',
  adminRefund: (refundId: RefundId) => `/admin/refunds/${refundId}`,
  health: () => '/api/health',
  stripe: () => '/api/stripe',
};
