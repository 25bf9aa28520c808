import { eq } from 'drizzle-orm';
import { destructionReceipts } from '#db/schema/keys.ts';
import { drafts } from '#db/schema/quotes.ts';
import type { DraftBody } from '#lib/drafts/draft-body.ts';
import { exportFile } from '../export-file.ts';
import { mapPages } from '../read-pages.ts';
import { rowsOfAccount } from '../rows-of-account.ts';

/** A draft may hold 100,000 numbers. */
const DRAFTS_AT_ONCE = 5;

const draftsFile = exportFile({
  name: 'drafts',
  about: 'What you were writing. Yours only, not those of other users.',
  fields: {
    id: 'Its number.',
    updatedAt: 'When it was last changed.',
    senderId: 'The sender that was chosen (senders: id).',
    recipients: 'The recipients, as typed.',
    text: 'The text.',
    sendAt: 'The time that was chosen for it to leave, in the time zone of the account.',
    masked: 'Whether it was to be masked.',
    agreed: 'Whether the statement that the recipients agreed was ticked.',
  },
  pages: (source) =>
    mapPages(
      rowsOfAccount(source, drafts, {
        limit: DRAFTS_AT_ONCE,
        where: eq(drafts.userId, source.userId),
      }),
      async ({ id, keyName, bodySealed, updatedAt }) => {
        const opened = await source.open(keyName, `drafts.body:${id}`, bodySealed);
        const body = opened === null ? null : (JSON.parse(opened) as DraftBody);
        return {
          ...{ id, updatedAt },
          senderId: body?.senderId ?? null,
          recipients: body?.recipients ?? null,
          text: body?.text ?? null,
          sendAt: body?.sendAt ?? null,
          masked: body?.masked ?? null,
          agreed: body?.agreed ?? null,
        };
      },
    ),
});

const receipts = exportFile({
  name: 'destruction-receipts',
  about: 'A receipt of destruction that you asked for. It can be checked without All SMS.',
  fields: {
    id: 'Its number.',
    sendId: 'For which send (sends: id).',
    messageId: 'For which message (messages: id); empty: for the whole send.',
    askedAt: 'When you asked for it.',
    statement: 'What it states, exactly the octets that are signed (JSON).',
    signature: 'The signature (Ed25519, base64).',
    signedAt: 'When it was signed.',
  },
  pages: (source) =>
    mapPages(
      rowsOfAccount(source, destructionReceipts),
      ({ id, batchId, messageId, askedAt, statement, signature, signedAt }) => ({
        ...{ id, messageId, askedAt, statement, signedAt },
        sendId: batchId,
        signature: signature?.toString('base64') ?? null,
      }),
    ),
});

export const otherFiles = [draftsFile, receipts];
