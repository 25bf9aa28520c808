import { and, asc, eq, gte, lte } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { attempts, messageStatus, receiptEvents } from '#db/schema/messages.ts';
import { idTimeMs, type MessageId } from '#lib/ids.ts';
import { commandStatusName, commandStatusSentence } from '#lib/messages/command-status.ts';
import { type Reason, reasons } from '#lib/messages/reasons.ts';
import { receiptSentence } from '#lib/messages/receipt-sentence.ts';
import { stateWords } from '#lib/messages/status.ts';
import { exportFile } from '../export-file.ts';
import type { ExportSource } from '../export-source.ts';
import { amount } from './amount.ts';
import {
  type FullMessagePage,
  type MessagePage,
  messageIdPages,
  messagePages,
} from './message-pages.ts';

const messagesFile = exportFile({
  name: 'messages',
  about: 'One recipient of a send, and what became of it.',
  fields: {
    id: 'Its number.',
    sendId: 'Its send (sends: id).',
    recipient: 'The number; empty when the key that encrypted it has been destroyed.',
    country: 'The country of the number (ISO 3166-1).',
    segments: 'How many SMS it takes.',
    segmentPrice: 'The price of one of them.',
    state:
      'queued, sending, sent, unknown, delivered, undelivered, expired, rejected, failed or cancelled.',
    stateWords: 'The same as pages say it.',
    reason: 'Why it ended so.',
    reasonWords: 'The same in a sentence.',
    networkCode: "The network's own number for it.",
    acceptedParts: 'How many of its SMS the network accepted.',
    deliveredParts: 'How many the network reported as delivered.',
    failedParts: 'How many it reported as not delivered.',
    charged: 'What was charged for it.',
    acceptedAt: 'When All SMS accepted it.',
    sentAt: 'When the network accepted it.',
    endedAt: 'When it reached its end.',
  },
  async *pages(source) {
    for await (const page of messagePages(source)) {
      const rows = await source.ctx.db
        .select()
        .from(messageStatus)
        .where(aboutPage(source, page, messageStatus));
      const statuses = new Map(rows.map((row) => [row.messageId, row]));
      const records = [];
      for (const message of page.messages) {
        const status = statuses.get(message.id);
        if (status) records.push(await messageRecord(source, message, status));
      }
      yield records;
    }
  },
});

async function messageRecord(
  source: ExportSource,
  message: FullMessagePage['messages'][number],
  status: typeof messageStatus.$inferSelect,
) {
  const { id, batchId, country, segments } = message;
  const { state, reason, networkCode, acceptedParts, sentAt, finalAt } = status;
  return {
    ...{ id, country, segments, state, reason, networkCode, acceptedParts, sentAt },
    sendId: batchId,
    recipient: await source.open(
      message.numberKey,
      `messages.recipient:${id}`,
      message.recipientSealed,
    ),
    segmentPrice: amount(message.segmentMicros),
    stateWords: stateWords[state].word,
    reasonWords: reason !== null && reason in reasons ? reasons[reason as Reason] : null,
    deliveredParts: bitsOf(status.deliveredMask),
    failedParts: bitsOf(status.failedMask),
    charged: amount(status.chargedMicros),
    acceptedAt: new Date(idTimeMs(id)),
    endedAt: finalAt,
  };
}

const bitsOf = (mask: number): number => mask.toString(2).replaceAll('0', '').length;

const answers = exportFile({
  name: 'network-answers',
  about: 'What the network answered when a part of a message was handed to it.',
  fields: {
    messageId: 'Of which message (messages: id).',
    part: 'Which part, from 1; 0 stands for all parts at once.',
    at: 'When.',
    commandStatus: "The network's number for its answer (SMPP command_status); empty: no answer.",
    commandStatusName: 'Its name.',
    words: 'The same in a sentence.',
    networkMessageId: 'The number that the network gave the message.',
  },
  async *pages(source) {
    for await (const page of messageIdPages(source)) {
      const rows = await source.ctx.db
        .select()
        .from(attempts)
        .where(aboutPage(source, page, attempts))
        .orderBy(asc(attempts.messageId), asc(attempts.id));
      yield ofMessages(page, rows).map(({ messageId, part, at, commandStatus, smscMessageId }) => ({
        ...{ messageId, part, at, commandStatus },
        commandStatusName: commandStatus === null ? null : commandStatusName(commandStatus),
        words:
          commandStatus === null
            ? 'The network did not answer.'
            : commandStatusSentence(commandStatus),
        networkMessageId: smscMessageId,
      }));
    }
  },
});

const reports = exportFile({
  name: 'delivery-reports',
  about: 'What the network reported about a part of a message. Reports never hold the text.',
  fields: {
    messageId: 'Of which message (messages: id).',
    part: 'Which part, from 1; 0 stands for all parts at once.',
    at: 'When it came.',
    stateCode: "The network's number for the state (SMPP 3.4, 5.2.28).",
    words: 'The same in a sentence.',
    errorCode: "The network's own code.",
    raw: "The report in the network's own words.",
  },
  async *pages(source) {
    for await (const page of messageIdPages(source)) {
      const rows = await source.ctx.db
        .select()
        .from(receiptEvents)
        .where(aboutPage(source, page, receiptEvents))
        .orderBy(asc(receiptEvents.messageId), asc(receiptEvents.id));
      yield ofMessages(page, rows).map(
        ({ messageId, part, receivedAt, stateCode, errorCode, raw }) => ({
          ...{ messageId, part, stateCode, errorCode, raw },
          at: receivedAt,
          words: receiptSentence(stateCode),
        }),
      );
    }
  },
});

/** The rows about the messages of a page: a stretch of the table's own key. */
const aboutPage = (
  source: ExportSource,
  { first, last }: MessagePage,
  { accountId, messageId }: { accountId: PgColumn; messageId: PgColumn },
) => and(eq(accountId, source.accountId), gte(messageId, first), lte(messageId, last));

function ofMessages<Row extends { messageId: MessageId }>(page: MessagePage, rows: Row[]): Row[] {
  const ids = new Set(page.messages.map(({ id }) => id));
  return rows.filter(({ messageId }) => ids.has(messageId));
}

export const messageFiles = [messagesFile, answers, reports];
