import { ceilingWords } from '#lib/ceilings/ceiling-words.ts';
import type { BatchId } from '#lib/ids.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { micros } from '#lib/money/micros.ts';
import type { NoticeFacts, NoticeKind } from '#lib/notices/notice-kinds.ts';
import { paths } from '#lib/web/paths.ts';
import type { NoticeTone } from './ui/notice.tsx';

export type NoticeWords = {
  tone: NoticeTone;
  title: string;
  more: string;
  /** Where something can be done. */
  link: { href: string; words: string };
};

const money = ({ micros: amount, currency }: NoticeFacts) =>
  amount === undefined || !currency ? 'An amount' : formatMoney(micros(amount), currency);

const ceiling = ({ micros: amount, currency, span, country }: NoticeFacts) =>
  amount === undefined || !currency || !span
    ? 'a ceiling'
    : ceilingWords({ micros: micros(amount), span, country: country ?? '' }, currency);

const codesLeftWords = (codesLeft: number) =>
  codesLeft === 0
    ? 'It was the last code: make a new kit.'
    : `${codesLeft === 1 ? 'One code is' : `${codesLeft} codes are`} left.`;

const toSecurity = { href: paths.securitySettings(), words: 'Look at your security' };
const toBilling = { href: paths.billing(), words: 'Look at your balance' };

const words: Record<NoticeKind, (facts: NoticeFacts) => NoticeWords> = {
  ceiling_near: (facts) => ({
    tone: 'unsure',
    title: `Four fifths of ${ceiling(facts)} are used.`,
    more: 'What goes above it waits until you let it go on.',
    link: { href: paths.ceilings({ country: facts.country }), words: 'Look at your ceilings' },
  }),
  batch_held: (facts) => ({
    tone: 'unsure',
    title: 'A send waits for you.',
    more: facts.span
      ? `It would go above ${ceiling(facts)}. Nothing of it has left.`
      : 'A payment was taken back, so what had not left waits until that is settled.',
    link: facts.batchId
      ? { href: paths.batch(facts.batchId as BatchId), words: 'Look at the send' }
      : { href: paths.messages(), words: 'Look at your messages' },
  }),
  low_balance: ({ days = 0 }) => ({
    tone: 'unsure',
    title:
      days < 1
        ? 'Your balance lasts for less than a day.'
        : `Your balance lasts for about ${days === 1 ? 'one more day' : `${days} more days`}.`,
    more: 'That is if you go on sending as in the last two weeks.',
    link: toBilling,
  }),
  topped_up: (facts) => ({
    tone: 'good',
    title: `${money(facts)} was added to your balance.`,
    more: 'It never expires.',
    link: toBilling,
  }),
  // Below zero: a payment that the bank had taken back came again.
  refunded: (facts) =>
    (facts.micros ?? 0) < 0
      ? {
          tone: 'good',
          title: `${money({ ...facts, micros: -(facts.micros ?? 0) })} came back to your balance.`,
          more: 'A payment that had been taken back was decided in our favour.',
          link: toBilling,
        }
      : {
          tone: 'info',
          title: `${money(facts)} was paid back to you.`,
          more: 'The credit note is with your invoices.',
          link: toBilling,
        },
  disputed: (facts) => ({
    tone: 'bad',
    title: `The payer’s bank took ${money(facts)} back.`,
    more: 'Its credit is gone from your balance, and what had not left may wait.',
    link: toBilling,
  }),
  automatic_top_up_failed: (facts) => ({
    tone: 'bad',
    title: `An automatic top-up of ${money(facts)} could not be paid.`,
    more: 'It rests until you switch it on again.',
    link: toBilling,
  }),
  new_device: ({ device }) => ({
    tone: 'unsure',
    title: device
      ? `${device} signed in for the first time.`
      : 'A device signed in for the first time.',
    more: 'Not you? Sign it out there, then change your password.',
    link: { href: paths.devices(), words: 'Look at your devices' },
  }),
  password_changed: () => ({
    tone: 'info',
    title: 'Your password was changed.',
    more: 'Your other devices were signed out. Not you? Set a new one with a code of your recovery kit.',
    link: toSecurity,
  }),
  recovery_used: ({ codesLeft }) => ({
    tone: 'unsure',
    title:
      codesLeft === undefined
        ? 'A code sent to your number set a new password.'
        : 'A code of your recovery kit set a new password.',
    more: `All devices were signed out. ${codesLeft === undefined ? 'Not you? Change it, and switch recovery by number off.' : codesLeftWords(codesLeft)}`,
    link: toSecurity,
  }),
  recovery_changed: () => ({
    tone: 'info',
    title: 'Your ways to recover were changed.',
    more: 'Not you? Change your password and make a new recovery kit.',
    link: toSecurity,
  }),
  // With codes left: one of them took the place of the factor.
  second_factor_changed: ({ codesLeft }) => ({
    tone: codesLeft === undefined ? 'info' : 'unsure',
    title:
      codesLeft === undefined
        ? 'Your second factor was changed.'
        : 'A code of your recovery kit was used as second factor.',
    more:
      codesLeft === undefined
        ? 'If it was not you, change your password.'
        : `Codes left: ${codesLeft}. If it was not you, change your password and make a new kit.`,
    link: toSecurity,
  }),
  access_asked: ({ staffNumber }) => ({
    tone: 'unsure',
    title: `Staff ${staffNumber ?? ''} asks to look at a part of your data.`,
    more: 'Nobody sees anything unless you agree.',
    link: { href: paths.whoLooked(), words: 'Read the reason and decide' },
  }),
  looked_at: ({ staffNumber, records = 0, accessId }) => ({
    tone: 'info',
    title: `Staff ${staffNumber ?? ''} looked at ${records === 1 ? 'one record' : `${records} records`} of yours.`,
    more: 'You can read why, when and what.',
    link: { href: paths.whoLooked({ access: accessId }), words: 'See who looked' },
  }),
  suspended: () => ({
    tone: 'bad',
    title: 'Your account is suspended.',
    more: 'Nothing is sent. You can still read, export and delete.',
    link: { href: paths.settings(), words: 'Read the reason' },
  }),
  suspension_lifted: () => ({
    tone: 'good',
    title: 'Your account is no longer suspended.',
    more: 'What waits goes on.',
    link: { href: paths.messages(), words: 'Look at your messages' },
  }),
  sender_withdrawn: () => ({
    tone: 'bad',
    title: 'One of your senders was withdrawn.',
    more: 'Nothing can be sent from it any more.',
    link: { href: paths.senders(), words: 'Read the reason' },
  }),
};

/** What a notice says, and where it leads. */
export const noticeWords = ({
  kind,
  facts,
}: {
  kind: NoticeKind;
  facts: NoticeFacts;
}): NoticeWords => words[kind](facts);
