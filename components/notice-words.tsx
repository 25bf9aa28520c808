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
};

/** What a notice says, and where it leads. */
export const noticeWords = ({
  kind,
  facts,
}: {
  kind: NoticeKind;
  facts: NoticeFacts;
}): NoticeWords => words[kind](facts);
