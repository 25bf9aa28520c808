import type { KeyObject } from 'node:crypto';
import type { WorkerContext } from '#lib/context.ts';
import { keyObjectOf } from '#lib/crypto/key-object.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { AccountId, SenderId } from '#lib/ids.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';
import { log } from '#lib/log.ts';
import type { Reason } from '#lib/messages/reasons.ts';
import { accountsWithOptOuts } from '#lib/opt-outs/accounts-with-opt-outs.ts';
import { optedOutNumbers } from '#lib/opt-outs/opted-out-numbers.ts';
import type { ClaimedMessage, Ending } from '#lib/outbox/handover.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import type { Provider } from '#lib/providers/read-providers.ts';
import type { EncodedPart } from '#lib/segments/encode-parts.ts';
import { type SenderRight, senderRights } from '#lib/senders/sender-rights.ts';
import type { BatchCache, OpenBatch } from './batch-cache.ts';
import { type Address, isSendable, recipientOf, type Sender } from './build-submit.ts';

/** A claimed message, opened and encoded: everything that its PDUs need. */
export type PreparedMessage = {
  claim: ClaimedMessage;
  recipient: PhoneNumber;
  /** The recipient as the provider wants it. */
  to: Address;
  sender: Sender;
  parts: EncodedPart[];
  /** On `performance.now()`. */
  validUntilMs: number;
};

type Prepared = { ready: PreparedMessage[]; endings: Ending[] };

type Opened = Omit<PreparedMessage, 'parts'> &
  Pick<OpenBatch, 'senderId'> & { parts: EncodedPart[] | null };

/**
 * Opens what was claimed, and looks again at everything that may have changed since it was accepted: cancelled, out of
 * time, keys destroyed, the sender's right, opt-outs. What may not leave comes back as endings.
 */
export async function prepareMessages(
  ctx: WorkerContext,
  cache: BatchCache,
  provider: Provider,
  claims: readonly ClaimedMessage[],
): Promise<Prepared> {
  const endings: Ending[] = [];
  const valid: ClaimedMessage[] = [];
  for (const claim of claims) {
    // Recording ends these as cancelled or expired, since that is what their batch says.
    if (claim.cancelled || claim.remainingMs <= 0) endings.push(putBack(claim));
    else valid.push(claim);
  }
  if (valid.length === 0) return { ready: [], endings };
  const opened = await openMessages(ctx, cache, provider, valid, endings);
  const [rights, optedOut] = await Promise.all([rightsOf(ctx, opened), findOptedOut(ctx, opened)]);
  const ready: PreparedMessage[] = [];
  for (const message of opened) {
    const { claim, parts } = message;
    const reason = refusalOf(message, rights) ?? (optedOut.has(message) ? 'opted_out' : null);
    if (reason) endings.push(failed(claim, reason));
    // Rule T8: never more parts than were counted and paid.
    else if (!parts || parts.length > claim.segments)
      endings.push(failed(claim, 'content_refused'));
    else ready.push({ ...message, parts });
  }
  return { ready, endings };
}

/** A claim that cannot be prepared now (no database, no key folder) must not be held: it goes back. */
export async function prepareOrGiveBack(
  ctx: WorkerContext,
  cache: BatchCache,
  provider: Provider,
  claims: readonly ClaimedMessage[],
): Promise<Prepared> {
  try {
    return await prepareMessages(ctx, cache, provider, claims);
  } catch (error) {
    log().error({ err: error, claims: claims.length }, 'Claims could not be prepared.');
    const endings = claims.map((message): Ending => {
      return { kind: 'returned', message, waitMs: 1_000, attempt: message.attempt };
    });
    return { ready: [], endings };
  }
}

async function openMessages(
  ctx: WorkerContext,
  cache: BatchCache,
  provider: Provider,
  claims: readonly ClaimedMessage[],
  endings: Ending[],
): Promise<Opened[]> {
  const now = performance.now();
  const batches = await cache.open(claims, provider);
  const keys = new Map<KeyName, KeyObject | null>();
  const opened: Opened[] = [];
  for (const claim of claims) {
    const batch = batches.get(claim.batchId);
    if (!keys.has(claim.numberKey)) {
      const octets = await ctx.keyring.read(claim.numberKey);
      keys.set(claim.numberKey, octets && keyObjectOf(octets));
    }
    const key = keys.get(claim.numberKey);
    if (batch && key) {
      const recipient = openRecipient(claim, key);
      const to = recipientOf(recipient, provider.addressing);
      const { senderId, sender } = batch;
      const parts = batch.partsFor(recipient);
      const validUntilMs = now + claim.remainingMs;
      opened.push({ claim, recipient, to, senderId, sender, parts, validUntilMs });
    } else endings.push(failed(claim, 'content_gone'));
  }
  return opened;
}

function openRecipient({ messageId, recipientSealed }: ClaimedMessage, key: KeyObject) {
  const identity = `messages.recipient:${messageId}`;
  return openText(key, identity, recipientSealed) as PhoneNumber;
}

async function rightsOf(
  ctx: WorkerContext,
  messages: readonly Opened[],
): Promise<Map<SenderId, SenderRight>> {
  const asked = new Map<SenderId, { accountId: AccountId; senderId: SenderId }>();
  for (const { senderId, claim } of messages) {
    if (senderId) asked.set(senderId, { accountId: claim.accountId, senderId });
  }
  return asked.size > 0 ? senderRights(ctx.db, [...asked.values()]) : new Map();
}

/** Messages of the service itself (codes, notices) have no sender of the account's. */
function refusalOf(
  { senderId, sender }: Opened,
  rights: Map<SenderId, SenderRight>,
): Reason | null {
  const right = senderId ? rights.get(senderId) : 'usable';
  if (right === 'lapsed') return 'sender_lapsed';
  if (right !== 'usable') return 'sender_removed';
  return isSendable(sender) ? null : 'sender_refused';
}

async function findOptedOut(ctx: WorkerContext, messages: readonly Opened[]): Promise<Set<Opened>> {
  const byAccount = new Map<AccountId, Opened[]>();
  for (const message of messages) {
    // What the service itself says: a code that the owner of the number asked for, the answer to a STOP.
    if (message.senderId === null) continue;
    const { accountId } = message.claim;
    const own = byAccount.get(accountId);
    if (own) own.push(message);
    else byAccount.set(accountId, [message]);
  }
  const found = await Promise.all(
    (await accountsWithOptOuts(ctx, [...byAccount.keys()])).map(async (accountId) => {
      const own = byAccount.get(accountId)!;
      const recipients = own.map((message) => message.recipient);
      const numbers = await optedOutNumbers(ctx, accountId, recipients);
      return own.filter((message) => numbers.has(message.recipient));
    }),
  );
  return new Set(found.flat());
}

const putBack = (claim: ClaimedMessage): Ending => ({
  kind: 'returned',
  message: claim,
  waitMs: null,
  attempt: claim.attempt,
});

const failed = (claim: ClaimedMessage, reason: Reason): Ending => ({
  kind: 'failed',
  message: claim,
  reason,
  networkCode: null,
});
