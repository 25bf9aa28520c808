import { randomInt, randomUUID } from 'node:crypto';
import { TEST_REASON } from '#lib/accesses/testing.ts';
import { newUsername } from '../cast.ts';
import { newNumber } from '../phones.ts';
import type { Action } from './action.ts';
import type { Form } from './ask.ts';
import type { OwnersRows } from './owners-rows.ts';
import { rolesOf } from './people.ts';

const amountOf = ({ totalMicros }: OwnersRows['order']) => String(totalMicros / 1_000_000);
const today = () => new Date().toISOString().slice(0, 10);

const finance: Record<string, Action> = {
  '(staff)/admin/accounts/[account] › submitGrant': {
    for: rolesOf('finance'),
    form: ({ accountId }) => ({
      ...{ accountId, amount: '5', reason: 'For a journey as a stranger' },
      idempotencyKey: randomUUID(),
    }),
  },
  '(staff)/admin/accounts/[account] › submitSecondForCredit': {
    for: rolesOf('finance'),
    form: ({ accountId, proposals }) => ({ accountId, proposalId: proposals[0] }),
  },
  '(staff)/admin/accounts/[account] › submitCreditWithdrawal': {
    for: rolesOf('finance'),
    form: ({ accountId, proposals }) => ({ accountId, proposalId: proposals[1] }),
  },
  '(staff)/admin/orders/[reference] › submitConfirmation': {
    for: rolesOf('finance'),
    form: ({ order }) => ({
      ...{ reference: order.reference, amount: amountOf(order), receivedOn: today() },
      bankReference: `LINE${order.reference}`,
    }),
  },
  '(staff)/admin/orders/[reference] › submitRefund': {
    for: rolesOf('finance'),
    form: ({ paid }) => ({
      ...{ reference: paid.reference, amount: amountOf(paid), reason: 'For a journey' },
      bankReference: `BACK${paid.reference}`,
    }),
  },
  '(staff)/admin/orders/[reference] › submitSecond': {
    for: rolesOf('finance'),
    form: ({ large }) => ({
      ...{ reference: large.order.reference, confirmationId: large.confirmationId },
    }),
  },
  '(staff)/admin/orders/[reference] › submitWithdrawal': {
    for: rolesOf('finance'),
    form: ({ large }) => ({
      ...{ reference: large.order.reference, confirmationId: large.confirmationId },
    }),
    untried: 'What a second person has confirmed cannot be withdrawn.',
  },
  '(staff)/admin/refunds/[refund] › submitPayment': {
    for: rolesOf('finance'),
    form: ({ refund }) => ({ refundId: refund, note: 'Transfer 4711' }),
  },
  '(staff)/admin/prices › submitProposal': {
    for: rolesOf('finance'),
    form: () => ({ csv: 'prefix', source: 'A stranger', from: '2030-01-01T00:00', until: '' }),
    untried: 'Prices are what other journeys look at: e2e/price-lists.journey.ts tries it.',
  },
  '(staff)/admin/prices/[list] › submitConfirmation': {
    for: rolesOf('finance'),
    form: () => ({ list: '1', comparedWith: '' }),
    untried: 'As for a proposal.',
  },
  '(staff)/admin/prices/[list] › submitWithdrawal': {
    for: rolesOf('finance'),
    form: () => ({ list: '1' }),
    untried: 'As for a proposal.',
  },
};

const support: Record<string, Action> = {
  '(staff)/admin/accounts/[account]/batches/[batch] › submitAsk': {
    for: rolesOf('support'),
    form: ({ accountId, batch }) => ({
      ...{ accountId, batchId: batch, scope: 'send', reason: TEST_REASON },
      ...{ ticket: 'HELP-1234', minutes: '30' },
    }),
  },
  '(staff)/admin/accounts/[account]/accesses/[access] › submitEnd': {
    for: rolesOf('support'),
    form: ({ accountId, access }) => ({ accountId, accessId: access }),
  },
  '(staff)/admin/accounts/[account] › submitSuspension': {
    for: rolesOf('support'),
    form: ({ accountId }) => ({ accountId, suspensionReason: 'For a journey as a stranger' }),
  },
  '(staff)/admin/accounts/[account] › submitLift': {
    for: rolesOf('support'),
    form: ({ accountId }) => ({ accountId, suspensionReason: 'For a journey as a stranger' }),
  },
  '(staff)/admin/accounts/[account] › submitBrandWithdrawal': {
    for: rolesOf('support'),
    form: ({ accountId, brand }) => ({
      ...{ accountId, brand, brandReason: 'For a journey as a stranger' },
    }),
  },
  '(staff)/admin/senders › submitWord': {
    for: rolesOf('support'),
    form: () => ({ word: `W${randomInt(1e9)}` }),
  },
  '(staff)/admin/senders › submitRemoval': {
    for: rolesOf('support'),
    form: () => ({ wordId: '0198c0de-0000-7000-8000-000000000001' }),
  },
  '(staff)/admin/providers › submitTest': {
    for: rolesOf('support'),
    form: () => ({ provider: 'default', number: newNumber() }),
    untried: 'It would count among what other journeys send.',
  },
  '(staff)/admin/queue › submitRetry': {
    for: rolesOf('support'),
    form: () => ({ queue: 'none', id: randomUUID() }),
    untried: 'It needs a job that has failed: lib/desk tries it.',
  },
  '(staff)/admin/queue › submitNeverReceived': {
    for: rolesOf('support'),
    form: ({ accountId }) => ({ account: accountId, until: new Date().toISOString() }),
    untried: 'It needs messages that the network never answered: lib/desk tries it.',
  },
};

const security: Record<string, Action> = {
  '(staff)/admin/security › askStaffStepUp': { for: rolesOf(), form: () => ({}) },
  ...Object.fromEntries(
    Object.entries<Form>({
      beginStaffApp: { password: 'wrong' },
      confirmStaffApp: { code: '123456' },
      beginStaffPasskey: { password: 'wrong' },
      addStaffPasskey: { passkey: '{}' },
      removeStaffFactor: { password: 'wrong', id: '' },
      submitStaffPassword: { currentPassword: 'wrong', newPassword: 'kettle wander moss lawn' },
    }).map(([name, form]): [string, Action] => [
      `(staff)/admin/security › ${name}`,
      {
        for: rolesOf(),
        form: () => form,
        untried:
          'Each of the staff has their own: e2e/staff-doors.journey.ts sets an app up and changes a password.',
      },
    ]),
  ),
};

const admin: Record<string, Action> = {
  '(staff)/admin/operator › submitFact': {
    for: rolesOf('admin'),
    form: () => ({ name: 'HISTORY_SENTENCE', step: 'preview', HISTORY_SENTENCE: 'Since 2001.' }),
  },
  '(staff)/admin/staff › submitMember': {
    for: rolesOf('admin'),
    form: () => ({ username: newUsername(), role: 'support' }),
  },
  '(staff)/admin/staff/[number] › submitRole': {
    for: rolesOf('admin'),
    form: ({ member }) => ({ userId: member.userId, role: 'finance' }),
  },
  '(staff)/admin/staff/[number] › submitAgreement': {
    for: rolesOf('admin'),
    form: ({ member }) => ({
      ...{ userId: member.userId, version: 'stranger-1', signedOn: '2026-01-31', name: 'Journey' },
    }),
  },
  '(staff)/admin/staff/[number] › submitReset': {
    for: rolesOf('admin'),
    form: ({ member }) => ({ userId: member.userId }),
  },
  '(staff)/admin/staff/[number] › submitEnd': {
    for: rolesOf('admin'),
    form: ({ member }) => ({ userId: member.userId }),
  },
};

/** What only staff may do, by their roles. */
export const staffActions = { ...finance, ...support, ...security, ...admin };
