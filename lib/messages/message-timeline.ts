import type { attempts, batches, receiptEvents } from '#db/schema/messages.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';
import { subtract, times, zero } from '#lib/money/micros.ts';
import { commandStatusName, commandStatusSentence } from './command-status.ts';
import { destroyedSentences } from './content-fate.ts';
import type { MessageSummary } from './message-summary.ts';
import { reasons } from './reasons.ts';
import { receiptSentence } from './receipt-sentence.ts';
import { isFinal, type MessageState, stateWords } from './status.ts';

/** One thing that happened to a message: when, of what kind, in a sentence, and in the network's own words if it spoke. */
export type TimelineEvent = {
  at: Date;
  what: 'accepted' | 'scheduled' | 'answer' | 'report' | 'money' | 'ended' | 'destroyed';
  sentence: string;
  raw: string | null;
};

export type TimelineSource = {
  message: MessageSummary;
  batch: Pick<
    typeof batches.$inferSelect,
    'acceptedAt' | 'sendAt' | 'currency' | 'contentDestroyedAt' | 'contentDestroyedWhy'
  >;
  attempts: (typeof attempts.$inferSelect)[];
  receipts: (typeof receiptEvents.$inferSelect)[];
};

/**
 * What happened to a message, in order: accepted, handed over, answered, reported, charged or given back, ended; and when
 * its content was destroyed.
 */
export function messageTimeline(source: TimelineSource): TimelineEvent[] {
  const events = [
    ...beginning(source),
    ...source.attempts.map((attempt) => answer(attempt, source.message.segments)),
    ...source.receipts.map((receipt) => report(receipt, source.message.segments)),
    ...money(source),
    ...end(source.message),
    ...destroyed(source),
  ];
  // What happened in the same millisecond stays in the order above.
  return events.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function beginning({ batch, message }: TimelineSource): TimelineEvent[] {
  const price = times(message.segmentMicros, message.segments);
  const reserved = `${formatMoney(price, batch.currency)} was set aside for its ${message.segments} SMS.`;
  const accepted: TimelineEvent = {
    ...{ at: batch.acceptedAt, what: 'accepted', raw: null },
    sentence: `You sent it, and All SMS accepted it. ${reserved}`,
  };
  if (!batch.sendAt) return [accepted];
  return [
    accepted,
    {
      ...{ at: batch.sendAt, what: 'scheduled', raw: null },
      sentence: 'The time that you chose for it to leave.',
    },
  ];
}

/** Part 0 stands for all parts: they went in one. */
const isWhole = (part: number, parts: number) => parts === 1 || part === 0;
const partOf = (part: number, parts: number) =>
  isWhole(part, parts) ? 'it' : `part ${part} of ${parts}`;

function answer(attempt: TimelineSource['attempts'][number], parts: number): TimelineEvent {
  const { at, part, commandStatus: status, smscMessageId } = attempt;
  const common = { at, what: 'answer' } as const;
  if (status === null) {
    const sentence = `Handed over ${partOf(part, parts)}. The network did not answer.`;
    return { ...common, sentence, raw: null };
  }
  const code = `command_status 0x${status.toString(16).padStart(8, '0')} ${commandStatusName(status)}`;
  const raw = smscMessageId === null ? code : `${code}, message_id ${smscMessageId}`;
  if (status === 0) {
    return { ...common, raw, sentence: `The network accepted ${partOf(part, parts)}.` };
  }
  const where = isWhole(part, parts) ? '' : `Part ${part} of ${parts}: `;
  return { ...common, raw, sentence: `${where}${commandStatusSentence(status)}` };
}

function report(receipt: TimelineSource['receipts'][number], parts: number): TimelineEvent {
  const { receivedAt, part, stateCode, raw } = receipt;
  const where = isWhole(part, parts) ? '' : `Part ${part} of ${parts}: `;
  const sentence = `${where}${receiptSentence(stateCode)}`;
  return { at: receivedAt, what: 'report', sentence, raw };
}

/** States in which all that was reserved still is. */
const reservedStates: readonly MessageState[] = ['queued', 'sending', 'unknown'];

function money({ message, batch }: TimelineSource): TimelineEvent[] {
  const at = message.sentAt ?? message.finalAt;
  if (reservedStates.includes(message.state) || !at) return [];
  const charged = message.chargedMicros;
  const returned = subtract(times(message.segmentMicros, message.segments), charged);
  const words = (amount: Micros) => formatMoney(amount, batch.currency);
  const sentence =
    charged === zero
      ? `You were not charged: ${words(returned)} went back to your balance.`
      : returned === zero
        ? `${words(charged)} was charged.`
        : `${words(charged)} was charged for what the network accepted, and ${words(returned)} went back to your balance.`;
  return [{ at, what: 'money', sentence, raw: null }];
}

function end(message: MessageSummary): TimelineEvent[] {
  if (!isFinal(message.state) || !message.finalAt) return [];
  const { word, sentence } = stateWords[message.state];
  const why = message.reason ? reasons[message.reason] : sentence;
  return [{ at: message.finalAt, what: 'ended', sentence: `${word}. ${why}`, raw: null }];
}

function destroyed({ batch }: TimelineSource): TimelineEvent[] {
  const { contentDestroyedAt: at, contentDestroyedWhy: why } = batch;
  if (!at || !why) return [];
  const sentence = `Content destroyed. ${destroyedSentences[why]}`;
  return [{ at, what: 'destroyed', sentence, raw: null }];
}
