import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { uuids } from '#db/arrays.ts';
import type { Db } from '#db/client.ts';
import { accesses } from '#db/schema/accesses.ts';
import { batches, messages } from '#db/schema/messages.ts';
import type { StaffContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { type AccessId, type AccountId, type BatchId, type MessageId, newId } from '#lib/ids.ts';
import { isCustomersOwn } from '#lib/messages/customers-own.ts';
import { tell } from '#lib/notices/tell.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { asksFirst } from './asks-first.ts';
import { checkReason, checkTicket } from './check-reason.ts';
import { mayLook } from './may-look.ts';

/** What an access covers: a whole send, or messages of the account. */
export type AccessScope = { batchId: BatchId } | { messageIds: MessageId[] };

export type AskAccess = {
  accountId: AccountId;
  scope: AccessScope;
  reason: string;
  ticket: string;
  minutes: number;
};

/** `waits`: until the customer agrees. `already`: the same was asked for and is still waiting or open. */
export type AskAccessResult =
  | { ok: true; accessId: AccessId; waits: boolean; already: boolean }
  | { ok: false; refusal: 'not-found' }
  | { ok: false; refusal: 'problems'; problems: FieldProblem[] };

const mostMinutes = 60;
const mostMessages = 100;
/** For how long the customer is waited for. */
const answerHours = 48;

/**
 * Asks for an access to a part of an account's data: for 1 to 60 minutes, for a reason of 20 to 500 characters without a
 * telephone number, with a ticket. It begins at once, or, where the customer wants to be asked first, when they agree
 * within 48 hours. Asking for the same again while it waits or is open gives the first one. Not found: another account's
 * sends and messages, codes, closed accounts, and everything for finance and for whoever has not signed.
 */
export async function askAccess(ctx: StaffContext, input: AskAccess): Promise<AskAccessResult> {
  const reason = checkReason(input.reason);
  const ticket = checkTicket(input.ticket);
  // In the order of the form.
  const problems = [
    ...checkScope(input.scope),
    ...('sentence' in reason ? [{ field: 'reason', ...reason }] : []),
    ...('sentence' in ticket ? [{ field: 'ticket', ...ticket }] : []),
    ...checkMinutes(input.minutes),
  ];
  if (!mayLook(ctx)) return { ok: false, refusal: 'not-found' };
  if ('sentence' in reason || 'sentence' in ticket || problems.length > 0) {
    return { ok: false, refusal: 'problems', problems };
  }
  const { accountId, minutes } = input;
  const scope = inOrder(input.scope);
  return ctx.db.transaction(async (tx) => {
    if (!(await lockAsker(tx, ctx)) || !(await isThere(tx, accountId, scope))) {
      return { ok: false, refusal: 'not-found' };
    }
    const same = await findSame(tx, ctx, accountId, scope);
    if (same) return { ok: true, ...same, already: true };
    const waits = await asksFirst(tx, accountId);
    const accessId = newId<AccessId>();
    await tx.insert(accesses).values({
      ...{ accountId, id: accessId, reason: reason.text, ticket: ticket.text, minutes },
      ...{ staffUserId: ctx.actor.userId, staffNumber: ctx.actor.number, ...scope },
      ...(waits
        ? { answerBy: sql`clock_timestamp() + ${answerHours} * interval '1 hour'` }
        : {
            startsAt: sql`clock_timestamp()`,
            endsAt: sql`clock_timestamp() + ${minutes} * interval '1 minute'`,
          }),
    });
    if (waits) {
      await tell(tx, accountId, {
        kind: 'access_asked',
        facts: { accessId, staffNumber: ctx.actor.number },
        onceKey: `access_asked/${accessId}`,
      });
    }
    await noteStaffAct(tx, ctx, {
      ...{ action: 'access.ask', accountId, subject: accessId },
      facts: { minutes, waits, messages: 'batchId' in scope ? 'all' : scope.messageIds.length },
    });
    return { ok: true, accessId, waits, already: false };
  });
}

function checkMinutes(minutes: number): FieldProblem[] {
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= mostMinutes) return [];
  return [{ field: 'minutes', sentence: 'Write how many minutes you need, from 1 to 60.' }];
}

function checkScope(scope: AccessScope): FieldProblem[] {
  if ('batchId' in scope) return [];
  const count = new Set(scope.messageIds).size;
  if (count >= 1 && count <= mostMessages) return [];
  return [{ field: 'scope', sentence: 'Tick the messages that you need, at most 100.' }];
}

const inOrder = (scope: AccessScope): AccessScope =>
  'batchId' in scope ? scope : { messageIds: [...new Set(scope.messageIds)].sort() };

/** One ask of a person at a time, and none of somebody who has left, has another role since or has not signed. */
async function lockAsker(tx: Db, { actor }: StaffContext): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from staff_members s
    join staff_ndas n on n.user_id = s.user_id and n.version = ${env.STAFF_NDA_VERSION}
    where s.user_id = ${actor.userId} and s.ended_at is null and s.role <> 'finance' for update of s`);
  return rows.length > 0;
}

/** Whether all of it belongs to the account; it is not closed before this has ended. */
async function isThere(tx: Db, accountId: AccountId, scope: AccessScope): Promise<boolean> {
  const open = await tx.execute(
    sql`select from accounts where id = ${accountId} and closed_at is null for share`,
  );
  if (open.length === 0) return false;
  const own = and(eq(batches.accountId, accountId), isCustomersOwn);
  if ('batchId' in scope) {
    return (await tx.$count(batches, and(own, eq(batches.id, scope.batchId)))) === 1;
  }
  const found = await tx
    .select({ id: messages.id })
    .from(messages)
    .innerJoin(
      batches,
      and(eq(batches.accountId, messages.accountId), eq(batches.id, messages.batchId)),
    )
    .where(
      and(
        ...[own, isNull(batches.numbersDestroyedAt), eq(messages.accountId, accountId)],
        inArray(messages.id, scope.messageIds),
      ),
    );
  return found.length === scope.messageIds.length;
}

/** What this person has asked for already, for the same, and can still use. */
async function findSame(
  tx: Db,
  { actor }: StaffContext,
  accountId: AccountId,
  scope: AccessScope,
): Promise<{ accessId: AccessId; waits: boolean } | undefined> {
  const [same] = await tx
    .select({ accessId: accesses.id, waits: sql<boolean>`${accesses.startsAt} is null` })
    .from(accesses)
    .where(
      and(
        ...[eq(accesses.accountId, accountId), eq(accesses.staffUserId, actor.userId)],
        'batchId' in scope
          ? eq(accesses.batchId, scope.batchId)
          : sql`${accesses.messageIds} = ${uuids(scope.messageIds)}`,
        sql`${accesses.endedAt} is null and case
          when ${accesses.startsAt} is not null then ${accesses.endsAt} > clock_timestamp()
          else ${accesses.answeredAt} is null and ${accesses.answerBy} > clock_timestamp() end`,
      ),
    )
    .limit(1);
  return same;
}
