import type { Scene } from '#dev/shots/make-scene.ts';
import { paths } from '#lib/web/paths.ts';

/** `pattern` is the page in the build, such as `/(customer)/send/page`; `token` signs in; `answered`: no cookie banner. */
export type ShotPage = {
  name: string;
  path: string;
  pattern: string;
  token?: string;
  answered?: boolean;
  status?: number;
};

type Row = [pattern: string, path: string, name?: string];

/** Every page, with something on it; those that can be empty also for a new customer. */
export function shotPages(scene: Scene): ShotPage[] {
  const { busy, fresh, suspended, staff, support, newcomer } = scene;
  return [
    { pattern: '/(public)/page', path: paths.home(), name: 'home with the cookie question' },
    ...open(scene).map(toPage('(public)', 'open', undefined)),
    ...busyPages(scene).map(toPage('(customer)', 'customer', busy)),
    ...emptyPages.map(toPage('(customer)', 'new', fresh)),
    ...suspendedPages.map(toPage('(customer)', 'suspended', suspended)),
    ...staffPages(scene).map(toPage('(staff)/admin', 'staff', staff)),
    ...supportPages(scene).map(toPage('(staff)/admin', 'support', support)),
    ...newcomerPages.map(toPage('(staff)/admin', 'new staff', newcomer)),
  ];
}

const toPage =
  (group: string, who: string, token: string | undefined) =>
  ([pattern, path, name]: Row): ShotPage => ({
    pattern: `/${group}${pattern}/page`,
    path,
    name: `${who} ${name ?? (pattern || 'home')}`,
    answered: true,
    ...(token ? { token } : {}),
  });

const open = ({ deletedToken, stopToken }: Scene): Row[] => [
  ['', paths.home()],
  ['/terms', paths.terms()],
  ['/prices', paths.prices()],
  ['/cookies', paths.cookies()],
  ['/sign-up', paths.signUp()],
  ['/sign-in', paths.signIn()],
  ['/staff-sign-in', paths.staffSignIn()],
  ['/recover', paths.recover()],
  ['/recover/number', paths.recoverByNumber()],
  ['/verify-receipt', paths.verifyReceipt()],
  ['/deleted/[token]', paths.deleted(deletedToken)],
  ['/stop/[token]', paths.stop(stopToken)],
];

const busyPages = (scene: Scene): Row[] => [
  ['/send', paths.send(scene.draftId)],
  ['/send/[quote]', paths.confirmSend(scene.quoteId)],
  ['/messages', paths.messages()],
  ['/messages', paths.messages({ state: 'failed' }), 'filtered'],
  ['/messages', paths.messages({ from: '2020-01-01', to: '2020-01-02' }), 'nothing filtered'],
  ['/messages/[batch]', paths.batch(scene.batchId)],
  ['/messages/[batch]', paths.batch(scene.maskedBatchId), 'masked send'],
  ['/messages/[batch]', paths.batch(scene.heldBatchId), 'held send'],
  ['/messages/[batch]', paths.batch(scene.plannedBatchId), 'planned send'],
  ['/messages/[batch]', paths.batch(scene.cancelledBatchId), 'cancelled send'],
  ['/messages/[batch]/receipt', paths.receipt(scene.maskedBatchId)],
  ['/messages/[batch]/[message]', paths.message(scene.batchId, scene.messageId)],
  ['/messages/[batch]/[message]', paths.message(scene.batchId, scene.failedId), 'failed message'],
  [
    '/messages/[batch]/[message]',
    paths.message(scene.unansweredBatchId, scene.unansweredId),
    'message without an answer',
  ],
  [
    '/messages/[batch]/[message]',
    paths.message(scene.maskedBatchId, scene.maskedId),
    'masked message',
  ],
  ['/senders', paths.senders()],
  ['/notices', paths.notices()],
  ['/billing', paths.billing()],
  ['/billing/top-up', paths.topUp()],
  ['/billing/top-up/automatic', paths.automaticTopUp()],
  ['/billing/top-up/[order]', paths.topUpOrder(scene.orderId)],
  ['/billing/top-up/[order]', paths.topUpOrder(scene.paidOrderId), 'paid order'],
  ['/billing/statement', paths.statement()],
  ['/billing/invoices', paths.invoices()],
  ['/billing/details', paths.billingDetails()],
  ['/billing/ceilings', paths.ceilings()],
  ['/billing/ceilings', paths.ceilings({ country: 'BG' }), 'ceilings of a country'],
  ['/settings', paths.settings()],
  ['/settings/content', paths.contentSettings()],
  ['/settings/consents', paths.consents()],
  ['/settings/security', paths.securitySettings()],
  ['/settings/second-factor', paths.secondFactor()],
  ['/settings/second-factor/app', paths.authenticatorApp()],
  ['/settings/second-factor/passkeys', paths.passkeys()],
  ['/settings/recovery-kit', paths.recoveryKit()],
  ['/settings/recovery-number', paths.recoveryNumber()],
  ['/settings/devices', paths.devices()],
  ['/settings/who-looked', paths.whoLooked()],
  ['/settings/who-looked', paths.whoLooked({ access: scene.accessId }), 'one look'],
  ['/settings/data', paths.dataSettings()],
  ['/settings/terms', paths.termsSettings()],
  ['/settings/delete', paths.deleteAccount()],
];

const emptyPages: Row[] = [
  ['/send', paths.send()],
  ['/messages', paths.messages()],
  ['/senders', paths.senders()],
  ['/notices', paths.notices()],
  ['/billing', paths.billing()],
  ['/billing/top-up', paths.topUp()],
  ['/billing/statement', paths.statement()],
  ['/billing/invoices', paths.invoices()],
  ['/billing/details', paths.billingDetails()],
  ['/billing/ceilings', paths.ceilings()],
  ['/settings', paths.settings()],
  ['/settings/content', paths.contentSettings()],
  ['/settings/security', paths.securitySettings()],
  ['/settings/second-factor/app', paths.authenticatorApp()],
  ['/settings/recovery-number', paths.recoveryNumber()],
  ['/settings/consents', paths.consents()],
  ['/settings/who-looked', paths.whoLooked()],
  ['/settings/data', paths.dataSettings()],
];

const suspendedPages: Row[] = [
  ['/send', paths.send()],
  ['/messages', paths.messages()],
];

const staffPages = (scene: Scene): Row[] => [
  ['', paths.admin()],
  ['/accounts', paths.adminAccounts()],
  ['/accounts', paths.adminAccounts({ suspended: 'yes' }), 'suspended accounts'],
  ['/accounts/[account]', paths.adminAccount(scene.accountId)],
  ['/accounts/[account]', paths.adminAccount(scene.suspendedId), 'suspended account'],
  ['/accounts/[account]/batches', paths.adminAccountBatches(scene.accountId)],
  ['/accounts/[account]/batches/[batch]', paths.adminAccountBatch(scene.accountId, scene.batchId)],
  ['/accounts/[account]/accesses/[access]', paths.adminAccess(scene.accountId, scene.accessId)],
  [
    '/accounts/[account]/accesses/[access]',
    paths.adminAccess(scene.accountId, scene.waitingAccessId),
    'access that waits',
  ],
  ['/accesses', paths.adminAccesses()],
  ['/orders', paths.adminOrders()],
  ['/orders/[reference]', paths.adminOrder(scene.orderReference)],
  ['/money', paths.adminMoney()],
  ['/refunds', paths.adminRefunds()],
  ['/refunds/[refund]', paths.adminRefund(scene.refundId)],
  ['/prices', paths.adminPrices()],
  ['/prices/[list]', paths.adminPriceList(2)],
  ['/senders', paths.adminSenders()],
  ['/providers', paths.adminProviders()],
  ['/queue', paths.adminQueue()],
  ['/operator', paths.adminOperator()],
  ['/features', paths.adminFeatures()],
  ['/staff', paths.adminStaff()],
  ['/staff/[number]', paths.adminMember(scene.staffNumber), 'oneself'],
  ['/staff/[number]', paths.adminMember(scene.supportNumber)],
  ['/log', paths.adminLog()],
  ['/security', paths.adminSecurity()],
];

const supportPages = (scene: Scene): Row[] => [
  ['', paths.admin()],
  ['/accounts/[account]', paths.adminAccount(scene.accountId)],
  ['/accounts/[account]/accesses/[access]', paths.adminAccess(scene.accountId, scene.accessId)],
  ['/accesses', paths.adminAccesses()],
];

const newcomerPages: Row[] = [['/security', paths.adminSecurity()]];

/** Pages of the build (`app-paths-manifest.json`) that no shot shows; pages that only lead on are named here. */
export function withoutShot(built: string[], pages: ShotPage[]): string[] {
  const shown = new Set(pages.map(({ pattern }) => pattern));
  const leadOn = ['/_not-found/page', '/_global-error/page', '/(public)/terms/accept/page'];
  return built.filter(
    (entry) => entry.endsWith('/page') && !shown.has(entry) && !leadOn.includes(entry),
  );
}
