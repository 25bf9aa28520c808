import { asc, eq } from 'drizzle-orm';
import { recoveryNumbers } from '#db/schema/factors.ts';
import {
  numberCodes,
  optOuts,
  senderDeclarations,
  senderProofs,
  senders,
} from '#db/schema/senders.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { exportFile } from '../export-file.ts';
import { mapPages, onePage } from '../read-pages.ts';
import { rowsOfAccount } from '../rows-of-account.ts';

const sendersFile = exportFile({
  name: 'senders',
  about: 'A sender of yours, also one that you removed.',
  fields: {
    id: 'Its number.',
    kind: '"number" or "brand".',
    value: 'The number or the brand, as recipients see it.',
    createdAt: 'Since when.',
    createdBy: 'By which user.',
    removedAt: 'When it was removed.',
    removedBy: 'By which user.',
    withdrawnReason: 'Why All SMS withdrew it, where it did.',
  },
  pages: (source) =>
    mapPages(
      onePage(
        source,
        source.ctx.db
          .select()
          .from(senders)
          .where(eq(senders.accountId, source.accountId))
          .orderBy(asc(senders.id)),
      ),
      async ({
        id,
        kind,
        valueSealed,
        createdAt,
        createdBy,
        removedAt,
        removedBy,
        withdrawnReason,
      }) => ({
        ...{ id, kind, createdAt, removedAt, withdrawnReason },
        value: await source.open(
          accountKeyName(source.accountId),
          `senders.value:${id}`,
          valueSealed,
        ),
        createdBy: source.nameOf(createdBy),
        removedBy: source.nameOf(removedBy),
      }),
    ),
});

const proofs = exportFile({
  name: 'sender-proofs',
  about: 'That you proved a number to be your own, by a code sent to it.',
  fields: {
    senderId: 'Of which sender (senders: id).',
    provenAt: 'When.',
    provenBy: 'By which user.',
    lapsesAt: 'Until when it counts.',
  },
  pages: (source) =>
    mapPages(
      onePage(
        source,
        source.ctx.db
          .select()
          .from(senderProofs)
          .where(eq(senderProofs.accountId, source.accountId))
          .orderBy(asc(senderProofs.provenAt)),
      ),
      ({ senderId, provenAt, provenBy, lapsesAt }) => ({
        ...{ senderId, provenAt, lapsesAt },
        provenBy: source.nameOf(provenBy),
      }),
    ),
});

const declarations = exportFile({
  name: 'sender-declarations',
  about: 'Your declaration that a brand is yours to use.',
  fields: {
    senderId: 'Of which sender (senders: id).',
    wording: 'What you declared, word for word.',
    declaredAt: 'When.',
    declaredBy: 'By which user.',
  },
  pages: (source) =>
    mapPages(
      onePage(
        source,
        source.ctx.db
          .select()
          .from(senderDeclarations)
          .where(eq(senderDeclarations.accountId, source.accountId))
          .orderBy(asc(senderDeclarations.declaredAt)),
      ),
      ({ senderId, wording, declaredAt, declaredBy }) => ({
        ...{ senderId, wording, declaredAt },
        declaredBy: source.nameOf(declaredBy),
      }),
    ),
});

const codes = exportFile({
  name: 'number-codes',
  about:
    'A code that was asked for, to confirm a number or to recover. The codes themselves are kept nowhere.',
  fields: {
    purpose: '"sender": to confirm the number; "recovery": to set a new password.',
    number: 'The number that it was sent to.',
    askedAt: 'When it was asked for.',
    askedBy: 'Which user it was for.',
    expiresAt: 'Until when it could be typed in.',
    usedAt: 'When it was typed in.',
    triesLeft: 'How many more tries there were.',
    batchId: 'Its SMS (sends: id).',
  },
  pages: (source) =>
    mapPages(
      onePage(
        source,
        source.ctx.db
          .select()
          .from(numberCodes)
          .where(eq(numberCodes.accountId, source.accountId))
          .orderBy(asc(numberCodes.createdAt)),
      ),
      async ({ id, numberSealed, createdAt, userId, ...code }) => ({
        purpose: code.purpose,
        ...{ expiresAt: code.expiresAt, usedAt: code.usedAt },
        ...{ triesLeft: code.triesLeft, batchId: code.batchId },
        number: await source.open(
          accountKeyName(source.accountId),
          `number_codes.number:${id}`,
          numberSealed,
        ),
        askedAt: createdAt,
        askedBy: source.nameOf(userId),
      }),
    ),
});

const recoveryNumber = exportFile({
  name: 'recovery-number',
  about: 'That a user of yours may set a new password by a code sent to a number.',
  fields: {
    user: 'Which user.',
    senderId: 'The number (senders: id).',
    switchedOnAt: 'Since when.',
  },
  pages: (source) =>
    mapPages(
      onePage(
        source,
        source.ctx.db
          .select()
          .from(recoveryNumbers)
          .where(eq(recoveryNumbers.accountId, source.accountId))
          .orderBy(asc(recoveryNumbers.switchedOnAt)),
      ),
      ({ userId, senderId, switchedOnAt }) => ({
        user: source.nameOf(userId),
        ...{ senderId, switchedOnAt },
      }),
    ),
});

const optOutsFile = exportFile({
  name: 'opt-outs',
  about:
    'That a person must not be texted by you any more: one line each, without the number. Numbers of opt-outs are kept as keyed hashes only, which nobody can turn back.',
  fields: {
    at: 'When.',
    source:
      '"recipient" (the person said STOP), "customer" (you noted the wish) or "staff" (All SMS noted it).',
  },
  pages: (source) =>
    mapPages(
      rowsOfAccount(source, optOuts, { key: 'numberHash' }),
      ({ createdAt, source: from }) => ({ at: createdAt, source: from }),
    ),
});

export const senderFiles = [sendersFile, proofs, declarations, codes, recoveryNumber, optOutsFile];
