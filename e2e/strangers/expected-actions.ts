import { randomInt, randomUUID } from 'node:crypto';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { newUsername } from '../cast.ts';
import { newNumber } from '../phones.ts';
import type { Form } from './ask.ts';
import type { OwnersRows } from './owners-rows.ts';
import { type Person, rolesOf } from './people.ts';

type Action = {
  /** Whom it is for: `owner`, whose rows the form names; `customer`: each for their own; staff by their role. */
  for: 'anybody' | 'customer' | 'owner' | readonly Person[];
  /** Right in every field, so that nothing but the gate stands in the way. */
  form: (rows: OwnersRows) => Form;
  /** Why nobody sends it in earnest at the end; without it, the one whom it is for does, and it has to work. */
  untried?: string;
};

const none = (): Form => ({});
const newPassword = suggestPassphrase();
const amountOf = ({ totalMicros }: OwnersRows['order']) => String(totalMicros / 1_000_000);
const messageOf = ({ senderId, recipients, text }: OwnersRows): Form => ({
  ...{ senderId, recipients, text, agreed: 'on' },
});
const today = () => new Date().toISOString().slice(0, 10);

const anybody: Record<string, Action> = {
  '(public)/cookies › answerCookies': { for: 'anybody', form: () => ({ answer: 'no' }) },
  '(public)/sign-up › submitSignUp': {
    for: 'anybody',
    form: () => ({
      ...{ username: newUsername(), password: newPassword },
      ...{ termsVersion: currentTerms.version, accepted: 'on' },
    }),
  },
  '(public)/sign-in › submitSignIn': {
    for: 'anybody',
    form: ({ username, password }) => ({ username, password, next: '' }),
  },
  '(public)/sign-in › signOut': { for: 'anybody', form: none },
  '(public)/recover › submitRecovery': {
    for: 'anybody',
    form: ({ username, recoveryCodes }) => ({
      ...{ username, code: recoveryCodes[0] ?? '', newPassword },
    }),
    untried: 'The right code in the right hands would take the password that others here need.',
  },
  '(public)/verify-receipt › checkReceipt': {
    for: 'anybody',
    form: () => ({ file: new File(['{}'], 'receipt.json') }),
  },
};

const customers: Record<string, Action> = {
  '(public)/terms/accept › submitAcceptance': {
    for: 'customer',
    form: () => ({ version: currentTerms.version, next: '' }),
  },
  '(customer)/notices › dismiss': {
    for: 'customer',
    form: () => ({ noticeId: '0198c0de-0000-7000-8000-000000000001' }),
  },
  '(customer)/messages › findNumber': {
    for: 'customer',
    form: ({ recipients }) => ({ number: recipients, before: '' }),
  },
  '(customer)/messages/[batch] › stopBatch': {
    for: 'owner',
    form: ({ planned }) => ({ batchId: planned }),
  },
  '(customer)/messages/[batch] › letGoOn': {
    for: 'owner',
    form: ({ planned }) => ({ batchId: planned }),
    untried: 'It is for sends that are held: lib/holds tries it.',
  },
  '(customer)/messages/[batch]/receipt › askReceipt': {
    for: 'owner',
    form: ({ masked }) => ({ batchId: masked }),
  },
  '(customer)/send › saveDraftNow': {
    for: 'customer',
    form: (rows) => ({ draftId: rows.draft, ...messageOf(rows) }),
  },
  '(customer)/send › seePrice': {
    for: 'owner',
    form: (rows) => ({ draftId: '', ...messageOf(rows) }),
  },
  '(customer)/send/[quote] › priceAgain': {
    for: 'customer',
    form: ({ draft }) => ({ draftId: draft }),
  },
  '(customer)/send/[quote] › sendQuote': {
    for: 'owner',
    form: ({ quote }) => ({ quoteId: quote }),
  },
  '(customer)/send › startOver': { for: 'customer', form: ({ draft }) => ({ draftId: draft }) },
  '(customer)/senders › addNumber': { for: 'customer', form: () => ({ number: newNumber() }) },
  '(customer)/senders › enterCode': {
    for: 'owner',
    form: () => ({ codeId: '0198c0de-0000-7000-8000-000000000001', code: '123456' }),
    untried: 'The code is on a phone: lib/senders tries it.',
  },
  '(customer)/senders › addBrand': {
    for: 'customer',
    form: () => ({ brand: `B${randomInt(1e9)}`, declared: 'on' }),
  },
  '(customer)/senders › dropSender': { for: 'owner', form: ({ senderId }) => ({ senderId }) },
};

const payers: Record<string, Action> = {
  '(customer)/billing/details › save': {
    for: 'customer',
    form: () => ({
      ...{ kind: 'person', country: 'GR', name: 'Maria Nikolaou', line1: 'Ermou 1' },
      ...{ postal: '105 63', city: 'Athens' },
    }),
  },
  '(customer)/billing/top-up › payByCard': {
    for: 'customer',
    form: ({ formKey }) => ({ amount: '25', otherAmount: '', idempotencyKey: formKey }),
  },
  '(customer)/billing/top-up › goOnPaying': {
    for: 'owner',
    form: ({ card }) => ({ orderId: card }),
  },
  '(customer)/billing/top-up/transfer › submitTransfer': {
    for: 'customer',
    form: () => ({ transferAmount: '50', idempotencyKey: randomUUID() }),
  },
  '(customer)/billing/top-up/automatic › saveAutomatic': {
    for: 'owner',
    form: ({ password }) => ({ below: '5', credit: '25', monthly: '100', password }),
    untried: 'It needs a card that was kept: e2e/top-up.journey.ts tries it.',
  },
  '(customer)/billing/top-up/automatic › stopAutomatic': { for: 'customer', form: none },
  '(customer)/billing/top-up/automatic › dropCard': { for: 'customer', form: none },
};

const staff: Record<string, Action> = {
  '(staff)/admin/accounts/[account] › submitGrant': {
    for: rolesOf(),
    form: ({ accountId }) => ({
      ...{ accountId, amount: '5', reason: 'For a journey as a stranger' },
      idempotencyKey: randomUUID(),
    }),
  },
  '(staff)/admin/orders/[reference] › submitConfirmation': {
    for: rolesOf(),
    form: ({ order }) => ({
      ...{ reference: order.reference, amount: amountOf(order), receivedOn: today() },
      bankReference: `LINE${order.reference}`,
    }),
  },
  '(staff)/admin/orders/[reference] › submitRefund': {
    for: rolesOf(),
    form: ({ paid }) => ({
      ...{ reference: paid.reference, amount: amountOf(paid), reason: 'For a journey' },
      bankReference: `BACK${paid.reference}`,
    }),
  },
  '(staff)/admin/orders/[reference] › submitSecond': {
    for: rolesOf(),
    form: ({ large }) => ({
      ...{ reference: large.order.reference, confirmationId: large.confirmationId },
    }),
  },
  '(staff)/admin/orders/[reference] › submitWithdrawal': {
    for: rolesOf(),
    form: ({ large }) => ({
      ...{ reference: large.order.reference, confirmationId: large.confirmationId },
    }),
    untried: 'What a second person has confirmed cannot be withdrawn.',
  },
  '(staff)/admin/refunds/[refund] › submitPayment': {
    for: rolesOf(),
    form: ({ refund }) => ({ refundId: refund, note: 'Transfer 4711' }),
  },
  '(staff)/admin/prices › submitProposal': {
    for: rolesOf(),
    form: () => ({ csv: 'prefix', source: 'A stranger', from: '2030-01-01T00:00', until: '' }),
    untried: 'Prices are what other journeys look at: e2e/price-lists.journey.ts tries it.',
  },
  '(staff)/admin/prices/[list] › submitConfirmation': {
    for: rolesOf(),
    form: () => ({ list: '1', comparedWith: '' }),
    untried: 'As for a proposal.',
  },
  '(staff)/admin/prices/[list] › submitWithdrawal': {
    for: rolesOf(),
    form: () => ({ list: '1' }),
    untried: 'As for a proposal.',
  },
};

/** What ends something: at the end. */
const last: Record<string, Action> = {
  '(customer)/messages/[batch]/[message] › optOutRecipient': {
    for: 'owner',
    form: ({ batch, message }) => ({ batchId: batch, messageId: message.id }),
  },
  '(customer)/settings › saveAccount': {
    for: 'customer',
    form: ({ password }) => ({ homeCountry: 'GR', timeZone: 'Europe/Berlin', password }),
  },
  '(customer)/settings › addCountry': { for: 'customer', form: () => ({ country: 'FR' }) },
  '(customer)/settings › removeCountry': { for: 'customer', form: () => ({ country: 'FR' }) },
  '(customer)/billing/ceilings › saveCeilings': {
    for: 'customer',
    form: ({ password }) => ({
      ...{ country: '', from: '', hour: '1', day: '2', month: '3', password },
    }),
  },
  '(customer)/billing/top-up › giveUpOrder': {
    for: 'owner',
    form: ({ card }) => ({ orderId: card }),
  },
  '(customer)/billing/details › remove': { for: 'customer', form: none },
  '(customer)/settings/content › saveKeeping': {
    for: 'customer',
    form: () => ({ contentDays: '0', numberDays: '30' }),
  },
  '(customer)/settings/content › forgetPast': { for: 'customer', form: none },
  '(customer)/settings/data › makeCopy': { for: 'customer', form: none },
  '(customer)/settings/recovery-kit › submitNewKit': {
    for: 'owner',
    form: ({ password }) => ({ password }),
  },
  '(customer)/settings/security › submitPassword': {
    for: 'owner',
    form: ({ password }) => ({ currentPassword: password, newPassword }),
    untried: 'The next one needs the password: e2e/passwords.journey.ts tries it.',
  },
  '(customer)/settings/delete › submitDeletion': {
    for: 'owner',
    form: ({ username, password }) => ({ refundTo: '', typedUsername: username, password }),
  },
};

/** By folder and name: one row for every action there is, in the order in which they are sent in earnest at the end. */
export const expectedActions = { ...anybody, ...customers, ...payers, ...staff, ...last };
