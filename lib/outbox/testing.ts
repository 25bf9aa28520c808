import assert from 'node:assert/strict';
import { eq } from 'drizzle-orm';
import { batches, senderDeclarations, senders } from '#db/schema/all.ts';
import type { CustomerContext, WorkerContext } from '#lib/context.ts';
import { keyedHash, numberSearchKey } from '#lib/crypto/keyed-hash.ts';
import { sealText } from '#lib/crypto/seal.ts';
import { type BatchId, type MessageId, newId, type SenderId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { grantTrialCredit } from '#lib/ledger/grant-trial-credit.ts';
import { reserve } from '#lib/ledger/reserve.ts';
import { acceptBatch } from '#lib/messages/accept-batch.ts';
import type { MessageState } from '#lib/messages/status.ts';
import { micros } from '#lib/money/micros.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { type ProviderSettings, providerSettings } from '#lib/providers/provider-settings.ts';
import { saveProvider } from '#lib/providers/save-provider.ts';
import { beatWorker } from './beat-worker.ts';
import { claimMessages } from './claim-messages.ts';
import type { ClaimedMessage, Ending, Outcomes, PartAnswer } from './handover.ts';
import { readWaiting } from './read-waiting.ts';
import { receiptMatchHash } from './receipt-match-hash.ts';
import { recordOutcomes } from './record-outcomes.ts';
import { rowsOf, sqlOf } from './run-sql.ts';
import { openSmppSession } from './smpp-sessions.ts';
import { takeSlot } from './take-slot.ts';

/** What a segment costs in tests. */
export const priceOfSegment = micros(40_000);

/** Gives an account money and a brand that it may send from. */
export async function makeSender(ctx: CustomerContext, credit = 1_000): Promise<SenderId> {
  const { accountId } = ctx.actor;
  await ctx.db.transaction((tx) => grantTrialCredit(tx, accountId, micros(credit * 1_000_000)));
  return makeBrand(ctx);
}

/** A brand that the account may send from. */
export async function makeBrand(ctx: CustomerContext): Promise<SenderId> {
  const { accountId, userId } = ctx.actor;
  const key = await requireKey(ctx.keyring, accountKeyName(accountId));
  const id = newId<SenderId>();
  await ctx.db.insert(senders).values({
    accountId,
    id,
    kind: 'brand',
    valueSealed: sealText(key, `senders.value:${id}`, 'Acme'),
    valueHash: keyedHash(numberSearchKey(key), 'Acme'),
    createdBy: userId,
  });
  const declaration = { accountId, senderId: id, wording: 'It is ours.', declaredBy: userId };
  await ctx.db.insert(senderDeclarations).values(declaration);
  return id;
}

type Texts = {
  senderId: SenderId;
  numbers: string[];
  text?: string;
  /** From now; may be negative. */
  validForMs?: number;
  sendAt?: Date;
  code?: boolean;
  stopLink?: boolean;
  masked?: boolean;
};

/** Accepts and pays a batch, as sending does. */
export async function sendTexts(
  ctx: CustomerContext,
  { senderId, numbers, text = 'Hello', validForMs, sendAt, code = false, ...more }: Texts,
): Promise<{ batchId: BatchId; messageIds: MessageId[] }> {
  const { accountId, userId } = ctx.actor;
  const segmentMicros = code ? micros(0) : priceOfSegment;
  return ctx.db.transaction(async (tx) => {
    const { batchId, messageIds, totalMicros } = await acceptBatch(tx, ctx.keyring, {
      accountId,
      userId,
      code,
      quoteId: null,
      sender: code
        ? { kind: 'service', id: null, value: 'AllSMS' }
        : { kind: 'brand', id: senderId, value: 'Acme' },
      text,
      recipients: numbers.map((number) => {
        return { number: number as PhoneNumber, country: 'GR', segmentMicros };
      }),
      currency: 'EUR',
      permissionWording: code ? null : 'They agreed.',
      sendAt: sendAt ?? null,
      ...more,
    });
    if (validForMs !== undefined) {
      const validUntil = new Date(Date.now() + validForMs);
      await tx.update(batches).set({ validUntil }).where(eq(batches.id, batchId));
    }
    const messages = numbers.length;
    const reserved = await reserve(tx, { accountId, batchId, micros: totalMicros, messages });
    assert.ok(reserved.ok);
    return { batchId, messageIds };
  });
}

/** `count` numbers, all different, of which none ends as the simulator's misbehaviours do (9000 and above). */
export const numbersFrom = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    const place = first + index;
    const digits = 10_000_000 + Math.floor(place / 9_000) * 10_000 + (place % 9_000);
    return `+3069${digits}`;
  });

export const testProvider: ProviderSettings = providerSettings.parse({
  name: 'test',
  host: '127.0.0.1',
  tls: false,
  systemId: 'test',
  password: 'secret',
  ratePerSecond: 10_000,
});

/** A provider and a session of this worker on it, without a socket. */
export async function openTestSession(
  ctx: WorkerContext,
): Promise<{ providerId: number; sessionId: number }> {
  await beatWorker(ctx, {});
  const { id: providerId } = await saveProvider(ctx, { ...testProvider, binds: 50 });
  return { providerId, sessionId: await openSessionOn(ctx, providerId) };
}

/** One more session of this worker, on a slot of its own. */
export async function openSessionOn(ctx: WorkerContext, providerId: number): Promise<number> {
  const held = await takeSlot(ctx, providerId, 60_000);
  const sessionId = held && (await openSmppSession(ctx, held));
  assert.ok(sessionId);
  return sessionId;
}

export type StatusRow = {
  id: MessageId;
  state: MessageState;
  reason: string | null;
  networkCode: number | null;
  acceptedParts: number;
  charged: number;
};

/** The messages of a batch as they stand, in the order of their recipients. */
export function statusOf(ctx: Pick<WorkerContext, 'db'>, batchId: BatchId): Promise<StatusRow[]> {
  return rowsOf<StatusRow>(
    'status',
    sqlOf(ctx.db)`
    select message_id as id, state, reason, network_code as "networkCode",
           accepted_parts as "acceptedParts", charged_micros::float8 as charged
    from message_status where batch_id = ${batchId} order by message_id`,
  );
}

/** How many messages of all batches are in each state. */
export async function countStates(
  ctx: Pick<WorkerContext, 'db'>,
): Promise<Partial<Record<MessageState, number>>> {
  const rows = await rowsOf<{ state: MessageState; n: number }>(
    'count states',
    sqlOf(ctx.db)`select state, count(*)::int as n from message_status group by state`,
  );
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}

/** Proves the ledger, and that what is reserved is what is under way. */
export async function assertMoneyIsExact(ctx: Pick<WorkerContext, 'db'>): Promise<void> {
  const { problems } = await checkLedger(ctx.db);
  assert.deepEqual(problems, []);
}

/** Claims up to `limit` messages of each account and lane; they are numbered behind `base`. */
export async function claimWaiting(
  ctx: WorkerContext,
  { sessionId, limit = 1_000, base = 0 }: { sessionId: number; limit?: number; base?: number },
): Promise<ClaimedMessage[]> {
  const waiting = await readWaiting(ctx, [null, null, null]);
  const shares = waiting.map((each) => ({ ...each, count: limit, aboveId: 0 }));
  return claimMessages(ctx, { sessionId, positions: [base, base, base], shares });
}

/**
 * What the tests of answers and receipts share: claims on a session of this worker, and the outcomes that a session
 * would report, recorded as the worker records them.
 */
export async function openOutcomes(owner: CustomerContext, worker: WorkerContext) {
  const senderId = await makeSender(owner);
  const { providerId, sessionId } = await openTestSession(worker);
  let base = 0;
  let nextNumber = 0;
  let nextId = 1;
  const freshId = () => `id${nextId++}`;

  /** Claims whatever waits. */
  async function claimAll(): Promise<ClaimedMessage[]> {
    const claims = await claimWaiting(worker, { sessionId, base });
    base += claims.length;
    return claims;
  }

  /** Accepts `count` messages and claims them. */
  async function claimed(count: number, text = 'Hello') {
    const numbers = numbersFrom(nextNumber, count);
    nextNumber += count;
    const { batchId } = await sendTexts(owner, { senderId, numbers, text });
    const claims = await claimAll();
    assert.equal(claims.length, count);
    return { batchId, claims, numbers };
  }

  const record = (outcomes: Partial<Outcomes>) =>
    recordOutcomes(worker, { answers: [], endings: [], late: [], receipts: [], ...outcomes });

  const answer = (
    message: ClaimedMessage,
    commandStatus: number | null,
    smscMessageId: string | null = null,
    part = 1,
  ): PartAnswer => ({ message, part, providerId, sequence: 1, commandStatus, smscMessageId });

  /** Accepts, claims and hands over one message; every part is answered with an id. */
  async function sent(text?: string) {
    const { batchId, claims, numbers } = await claimed(1, text);
    const message = claims[0]!;
    const ids = Array.from({ length: message.segments }, freshId);
    const answers = ids.map((id, index) => answer(message, 0, id, index + 1));
    await record({ answers, endings: [{ kind: 'sent', message }] });
    return { batchId, message, ids, number: numbers[0]! };
  }

  const receipt = async (
    id: string,
    stateCode: number,
    number = '',
    reference: number | null = null,
  ) => ({
    providerId,
    answeredIds: [id],
    stateCode,
    errorCode: '0:034',
    reference,
    recipientHash: () => receiptMatchHash(worker.keyring, number),
    raw: `id:${id}`,
    part: null,
  });

  const unknown = async (message: ClaimedMessage, number: string): Promise<Ending> => ({
    kind: 'unknown',
    message,
    acceptedParts: 0,
    providerId,
    unanswered: [{ part: 1, reference: 77 }],
    recipientHash: await receiptMatchHash(worker.keyring, number),
  });

  const theOne = async (batchId: BatchId) => (await statusOf(worker, batchId))[0]!;
  const threeParts = 'Wort '.repeat(80);
  return {
    ...{ providerId, sessionId, senderId, threeParts, freshId, claimAll, claimed, sent, theOne },
    ...{ record, answer, receipt, unknown },
  };
}
