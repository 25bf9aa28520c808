import { randomInt, randomUUID } from 'node:crypto';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { newUsername } from '../cast.ts';
import { newNumber } from '../phones.ts';
import type { Action } from './action.ts';
import type { Form } from './ask.ts';
import { staffActions } from './expected-staff-actions.ts';
import type { OwnersRows } from './owners-rows.ts';

/** An id of nothing. */
const NOT_THERE = '0198c0de-0000-7000-8000-000000000001';
const none = (): Form => ({});
const proof: Action['form'] = ({ password }) => ({ password });
const newPassword = suggestPassphrase();
const messageOf = ({ senderId, recipients, text }: OwnersRows): Form => ({
  ...{ senderId, recipients, text, agreed: 'on' },
});

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
  '(public)/recover/number › submitAsk': {
    for: 'anybody',
    form: ({ username }) => ({ username, number: newNumber() }),
  },
  '(public)/recover/number › submitCode': {
    for: 'anybody',
    form: ({ username }) => ({ ask: NOT_THERE, username, code: '123456', newPassword }),
    untried: 'The code is on a phone: lib/recovery tries it.',
  },
  // The first of two steps.
  '(public)/staff-sign-in › submitStaffSignIn': {
    for: 'anybody',
    form: ({ member: { username, password } }) => ({ username, password, next: '' }),
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
    form: () => ({ noticeId: NOT_THERE }),
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
  '(customer)/senders › proveForSenders': {
    for: 'owner',
    form: proof,
    untried: 'It ends the session that the next ones need.',
  },
  '(customer)/senders › addNumber': { for: 'customer', form: () => ({ number: newNumber() }) },
  '(customer)/senders › enterCode': {
    for: 'owner',
    form: () => ({ codeId: NOT_THERE, code: '123456' }),
    untried: 'The code is on a phone: lib/senders tries it.',
  },
  '(customer)/senders › addBrand': {
    for: 'customer',
    form: () => ({ brand: `B${randomInt(1e9)}`, declared: 'on' }),
  },
  '(customer)/senders › dropSender': { for: 'owner', form: ({ senderId }) => ({ senderId }) },
};

const secured: Record<string, Action> = {
  '(customer)/settings/second-factor › askStepUp': { for: 'customer', form: none },
  '(customer)/settings/second-factor › beginMyApp': { for: 'customer', form: proof },
  '(customer)/settings/second-factor › confirmMyApp': {
    for: 'customer',
    form: () => ({ code: '123456' }),
    untried: 'The app shows the code: e2e/second-factor.journey.ts tries it.',
  },
  '(customer)/settings/second-factor › beginMyPasskey': { for: 'customer', form: proof },
  '(customer)/settings/second-factor › addMyPasskey': {
    for: 'customer',
    form: () => ({ passkey: '{}' }),
    untried: 'A browser makes it: e2e/second-factor.journey.ts tries it.',
  },
  '(customer)/settings/second-factor › removeMyFactor': {
    for: 'customer',
    form: ({ password }) => ({ password, id: '' }),
    untried: 'The owner has none: e2e/second-factor.journey.ts tries it.',
  },
  '(customer)/settings/recovery-number › switchOn': {
    for: 'owner',
    form: ({ senderId, password }) => ({ senderId, password }),
    untried: 'It needs a confirmed number: lib/recovery tries it.',
  },
  '(customer)/settings/recovery-number › switchOff': { for: 'customer', form: proof },
  '(customer)/settings/devices › signDeviceOut': {
    for: 'owner',
    form: ({ device }) => ({ device }),
  },
  '(customer)/settings/devices › signOthersOut': { for: 'customer', form: none },
  '(customer)/settings/who-looked › submitAnswer': {
    for: 'owner',
    form: ({ access }) => ({ accessId: access, answer: 'agree' }),
  },
  '(customer)/settings/who-looked › submitStop': {
    for: 'owner',
    form: ({ access }) => ({ accessId: access }),
  },
  '(customer)/settings/who-looked › submitAskFirst': {
    for: 'customer',
    form: () => ({ askFirst: 'no' }),
  },
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
  // Before the past is destroyed, with which every copy goes.
  '(customer)/settings/data › showDownload': { for: 'customer', form: proof },
  '(customer)/settings/content › saveKeeping': {
    for: 'customer',
    form: ({ password }) => ({ contentDays: '0', numberDays: '30', password }),
  },
  '(customer)/settings/content › forgetPast': { for: 'customer', form: none },
  '(customer)/settings/data › makeCopy': { for: 'customer', form: proof },
  '(customer)/settings/recovery-kit › submitNewKit': {
    for: 'owner',
    form: proof,
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
export const expectedActions = {
  ...anybody,
  ...customers,
  ...secured,
  ...payers,
  ...staffActions,
  ...last,
};
