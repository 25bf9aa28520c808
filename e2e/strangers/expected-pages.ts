import type { StaffRole } from '#lib/staff/staff-roles.ts';
import { paths } from '#lib/web/paths.ts';
import type { OwnersRows } from './owners-rows.ts';
import { type Person, people, rolesOf } from './people.ts';

/** What each person gets: `open`, `sign-in`, `not-found`, `admin` (staff are sent to their own pages), or a status. */
export type Expected = Record<Person, string>;

const staff = (word: string) => ({ support: word, finance: word, admin: word });
const customers = (word: string) => ({ stranger: word, suspended: word, owner: word });

const everybody: Expected = { nobody: 'open', ...customers('open'), ...staff('open') };
/** Each customer sees their own. */
const anyCustomer: Expected = { nobody: 'sign-in', ...customers('open'), ...staff('admin') };
/** The address names something of the owner. */
const owners: Expected = { ...anyCustomer, stranger: 'not-found', suspended: 'not-found' };
/** Files and streams do not lead anywhere else. */
const ownersFile: Expected = { ...owners, nobody: '401', ...staff('401') };
/** As for `requireStaff`: none named is every role, and admins pass always. For others there is no such page. */
const staffOnly = (...roles: StaffRole[]): Expected => ({
  ...{ nobody: 'not-found', ...customers('not-found'), ...staff('not-found') },
  ...Object.fromEntries(rolesOf(...roles).map((role) => [role, 'open'])),
});

type Page = { expected: Expected; address: (rows: OwnersRows) => string };
const page = (expected: Expected, address: Page['address']): Page => ({ expected, address });

/** By the pattern of the build: one row for every page and route there is. */
export const expectedPages: Record<string, Page> = {
  '/': page(everybody, () => paths.home()),
  '/terms': page(everybody, () => paths.terms()),
  '/prices': page(everybody, () => paths.prices()),
  '/prices/csv': page(everybody, () => paths.pricesFile()),
  '/cookies': page(everybody, () => paths.cookies()),
  '/sign-up': page(everybody, () => paths.signUp()),
  // Who is signed in has no need of it.
  '/sign-in': page({ ...everybody, ...customers('→ /send') }, () => paths.signIn()),
  '/staff-sign-in': page({ ...everybody, ...staff('admin') }, () => paths.staffSignIn()),
  '/recover': page(everybody, () => paths.recover()),
  '/recover/number': page(everybody, () => paths.recoverByNumber()),
  '/verify-receipt': page(everybody, () => paths.verifyReceipt()),
  '/api/health': page(everybody, () => paths.health()),
  // Stripe alone, and by POST.
  '/api/stripe': page({ nobody: '405', ...customers('405'), ...staff('405') }, () =>
    paths.stripe(),
  ),
  // Their addresses are secrets: whoever has one was given it.
  '/deleted/[token]': page(everybody, ({ certificate }) => paths.deleted(certificate)),
  '/deleted/[token]/certificate': page(everybody, ({ certificate }) =>
    paths.deletedFile(certificate),
  ),
  '/stop/[token]': page(everybody, () => paths.stop('none')),
  '/stop/[token]/press': page({ nobody: '405', ...customers('405'), ...staff('405') }, () =>
    paths.pressStop('none'),
  ),

  '/terms/accept': page(anyCustomer, () => paths.acceptTerms()),
  '/send': page(anyCustomer, () => paths.send()),
  '/send/[quote]': page(owners, ({ quote }) => paths.confirmSend(quote)),
  '/messages': page(anyCustomer, () => paths.messages()),
  '/messages/[batch]': page(owners, ({ batch }) => paths.batch(batch)),
  '/messages/[batch]/[message]': page(owners, ({ batch, message }) =>
    paths.message(batch, message.id),
  ),
  '/messages/[batch]/events': page(ownersFile, ({ batch }) => paths.batchEvents(batch)),
  '/messages/[batch]/receipt': page(owners, ({ masked }) => paths.receipt(masked)),
  '/messages/[batch]/receipt/[kind]': page(ownersFile, ({ masked }) =>
    paths.receiptFile(masked, 'json'),
  ),
  '/senders': page(anyCustomer, () => paths.senders()),
  '/notices': page(anyCustomer, () => paths.notices()),
  '/billing': page(anyCustomer, () => paths.billing()),
  '/billing/ceilings': page(anyCustomer, () => paths.ceilings()),
  '/billing/details': page(anyCustomer, () => paths.billingDetails()),
  '/billing/invoices': page(anyCustomer, () => paths.invoices()),
  '/billing/invoices/[invoice]/[kind]': page(ownersFile, ({ invoice }) =>
    paths.invoiceFile(invoice.id, 'pdf'),
  ),
  '/billing/statement': page(anyCustomer, () => paths.statement()),
  // A month is nobody's: each gets their own statement of it.
  '/billing/statement/[month]/[kind]': page(
    { ...anyCustomer, nobody: '401', ...staff('401') },
    () => paths.statementFile(new Date().toISOString().slice(0, 7), 'csv'),
  ),
  '/billing/top-up': page(anyCustomer, () => paths.topUp()),
  '/billing/top-up/automatic': page(anyCustomer, () => paths.automaticTopUp()),
  '/billing/top-up/[order]': page(owners, ({ order }) => paths.topUpOrder(order.id)),
  '/settings': page(anyCustomer, () => paths.settings()),
  '/settings/security': page(anyCustomer, () => paths.securitySettings()),
  '/settings/content': page(anyCustomer, () => paths.contentSettings()),
  '/settings/consents': page(anyCustomer, () => paths.consents()),
  '/settings/data': page(anyCustomer, () => paths.dataSettings()),
  // Being signed in is not enough for the file: it asks for a proof.
  '/settings/data/[export]': page({ ...owners, owner: '→ /settings/data' }, ({ exported }) =>
    paths.exportFile(exported),
  ),
  '/settings/delete': page(anyCustomer, () => paths.deleteAccount()),
  '/settings/devices': page(anyCustomer, () => paths.devices()),
  '/settings/recovery-number': page(anyCustomer, () => paths.recoveryNumber()),
  '/settings/second-factor': page(anyCustomer, () => paths.secondFactor()),
  '/settings/second-factor/app': page(anyCustomer, () => paths.authenticatorApp()),
  '/settings/second-factor/passkeys': page(anyCustomer, () => paths.passkeys()),
  '/settings/terms': page(anyCustomer, () => paths.termsSettings()),
  '/settings/who-looked': page(anyCustomer, () => paths.whoLooked()),
  '/settings/recovery-kit': page(anyCustomer, () => paths.recoveryKit()),

  '/admin': page(staffOnly(), () => paths.admin()),
  '/admin/security': page(staffOnly(), () => paths.adminSecurity()),
  '/admin/features': page(staffOnly(), () => paths.adminFeatures()),
  '/admin/accounts': page(staffOnly(), () => paths.adminAccounts()),
  '/admin/accounts/[account]': page(staffOnly(), ({ accountId }) => paths.adminAccount(accountId)),
  '/admin/accounts/[account]/batches': page(staffOnly('support'), ({ accountId }) =>
    paths.adminAccountBatches(accountId),
  ),
  '/admin/accounts/[account]/batches/[batch]': page(staffOnly('support'), ({ accountId, batch }) =>
    paths.adminAccountBatch(accountId, batch),
  ),
  // Of support, only who asked for it; admins see that it is there, and nothing in it.
  '/admin/accounts/[account]/accesses/[access]': page(staffOnly('admin'), ({ accountId, access }) =>
    paths.adminAccess(accountId, access),
  ),
  '/admin/accesses': page(staffOnly('support'), () => paths.adminAccesses()),
  '/admin/providers': page(staffOnly('support'), () => paths.adminProviders()),
  '/admin/queue': page(staffOnly('support'), () => paths.adminQueue()),
  '/admin/senders': page(staffOnly('support'), () => paths.adminSenders()),
  '/admin/prices': page(staffOnly('finance'), () => paths.adminPrices()),
  '/admin/prices/[list]': page(staffOnly('finance'), () => paths.adminPriceList(1)),
  '/admin/orders': page(staffOnly('finance'), () => paths.adminOrders()),
  '/admin/orders/[reference]': page(staffOnly('finance'), ({ order }) =>
    paths.adminOrder(order.reference),
  ),
  '/admin/money': page(staffOnly('finance'), () => paths.adminMoney()),
  '/admin/refunds': page(staffOnly('finance'), () => paths.adminRefunds()),
  '/admin/refunds/[refund]': page(staffOnly('finance'), ({ refund }) => paths.adminRefund(refund)),
  '/admin/log': page(staffOnly('admin'), () => paths.adminLog()),
  '/admin/operator': page(staffOnly('admin'), () => paths.adminOperator()),
  '/admin/staff': page(staffOnly('admin'), () => paths.adminStaff()),
  '/admin/staff/[number]': page(staffOnly('admin'), ({ member }) =>
    paths.adminMember(member.number),
  ),
};

/** Every page for every person. */
export const everyVisit = (rows: OwnersRows) =>
  Object.entries(expectedPages).flatMap(([pattern, { expected, address }]) =>
    people.map((person) => ({
      ...{ pattern, person, address: address(rows) },
      expected: expected[person],
    })),
  );
