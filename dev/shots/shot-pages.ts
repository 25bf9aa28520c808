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
  const { busy, fresh, staff } = scene;
  return [
    { pattern: '/(public)/page', path: paths.home(), name: 'home with the cookie question' },
    ...open(scene).map(toPage('(public)', 'open', undefined)),
    ...busyPages(scene).map(toPage('(customer)', 'customer', busy)),
    ...emptyPages.map(toPage('(customer)', 'new', fresh)),
    ...staffPages(scene).map(toPage('(staff)/admin', 'staff', staff)),
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
  ['/send', paths.send()],
  ['/send/[quote]', paths.confirmSend(scene.quoteId)],
  ['/messages', paths.messages()],
  ['/messages/[batch]', paths.batch(scene.batchId)],
  ['/messages/[batch]', paths.batch(scene.maskedBatchId), 'masked batch'],
  ['/messages/[batch]/receipt', paths.receipt(scene.maskedBatchId)],
  ['/messages/[batch]/[message]', paths.message(scene.batchId, scene.messageId)],
  ['/messages/[batch]/[message]', paths.message(scene.batchId, scene.failedId), 'failed message'],
  ['/senders', paths.senders()],
  ['/notices', paths.notices()],
  ['/billing', paths.billing()],
  ['/billing/top-up', paths.topUp()],
  ['/billing/top-up/automatic', paths.automaticTopUp()],
  ['/billing/top-up/[order]', paths.topUpOrder(scene.orderId)],
  ['/billing/statement', paths.statement()],
  ['/billing/invoices', paths.invoices()],
  ['/billing/details', paths.billingDetails()],
  ['/billing/ceilings', paths.ceilings()],
  ['/settings', paths.settings()],
  ['/settings/content', paths.contentSettings()],
  ['/settings/consents', paths.consents()],
  ['/settings/security', paths.securitySettings()],
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
  ['/settings/who-looked', paths.whoLooked()],
  ['/settings/data', paths.dataSettings()],
];

const staffPages = (scene: Scene): Row[] => [
  ['/accounts', paths.adminAccounts()],
  ['/accounts/[account]', paths.adminAccount(scene.accountId)],
  ['/accounts/[account]/batches', paths.adminAccountBatches(scene.accountId)],
  ['/accounts/[account]/batches/[batch]', paths.adminAccountBatch(scene.accountId, scene.batchId)],
  ['/accounts/[account]/accesses/[access]', paths.adminAccess(scene.accountId, scene.accessId)],
  ['/accesses', paths.adminAccesses()],
  ['/orders', paths.adminOrders()],
  ['/orders/[reference]', paths.adminOrder(scene.orderReference)],
  ['/money', paths.adminMoney()],
  ['/refunds', paths.adminRefunds()],
  ['/refunds/[refund]', paths.adminRefund(scene.refundId)],
  ['/prices', paths.adminPrices()],
  ['/prices/[list]', paths.adminPriceList(1)],
  ['/providers', paths.adminProviders()],
  ['/features', paths.adminFeatures()],
  ['/staff', paths.adminStaff()],
  ['/staff/[number]', paths.adminMember(scene.staffNumber)],
  ['/log', paths.adminLog()],
  ['/security', paths.adminSecurity()],
];

/** Pages of the build (`app-paths-manifest.json`) that no shot shows; pages that only lead on are named here. */
export function withoutShot(built: string[], pages: ShotPage[]): string[] {
  const shown = new Set(pages.map(({ pattern }) => pattern));
  const leadOn = [
    '/_not-found/page',
    '/_global-error/page',
    '/(public)/terms/accept/page',
    '/(staff)/admin/page',
  ];
  return built.filter(
    (entry) => entry.endsWith('/page') && !shown.has(entry) && !leadOn.includes(entry),
  );
}
