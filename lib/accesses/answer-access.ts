import { and, eq, isNull, sql } from 'drizzle-orm';
import { accesses } from '#db/schema/accesses.ts';
import { notices } from '#db/schema/notices.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { AccessId } from '#lib/ids.ts';
import { accessState } from './access-state.ts';

export type AnswerAccessResult = { ok: true } | { ok: false; sentence: string };

/**
 * Agrees to what staff asked for, which can be read from then on for as many minutes as they asked for, or refuses it.
 * One answer counts, the first. Refused: what was answered otherwise before, withdrawn, or not answered in time; another
 * account's is not found (null).
 */
export async function answerAccess(
  ctx: CustomerContext,
  accessId: AccessId,
  agrees: boolean,
): Promise<AnswerAccessResult | null> {
  const { accountId, userId } = ctx.actor;
  const mine = and(eq(accesses.accountId, accountId), eq(accesses.id, accessId));
  return ctx.db.transaction(async (tx) => {
    const now = sql`clock_timestamp()`;
    const [answered] = await tx
      .update(accesses)
      .set({
        ...{ answeredAt: now, answeredBy: userId },
        ...(agrees && {
          startsAt: now,
          endsAt: sql`clock_timestamp() + ${accesses.minutes} * interval '1 minute'`,
        }),
      })
      .where(
        and(
          ...[mine, isNull(accesses.answeredAt), isNull(accesses.endedAt)],
          sql`${accesses.answerBy} > clock_timestamp()`,
        ),
      )
      .returning({ id: accesses.id });
    if (answered) {
      await tx
        .update(notices)
        .set({ seenAt: sql`now()`, seenBy: userId })
        .where(
          and(
            ...[eq(notices.accountId, accountId), isNull(notices.seenAt)],
            eq(notices.onceKey, `access_asked/${accessId}`),
          ),
        );
      return { ok: true };
    }
    const [row] = await tx
      .select({ state: accessState, answeredAt: accesses.answeredAt })
      .from(accesses)
      .where(mine);
    if (!row) return null;
    const agreed = row.answeredAt !== null && row.state !== 'refused';
    if (row.answeredAt !== null && agreed === agrees) return { ok: true };
    return { ok: false, sentence: whyNot(row.state, agreed) };
  });
}

function whyNot(state: string, agreed: boolean): string {
  if (agreed) return 'It was agreed to before. You can end it.';
  if (state === 'refused') return 'It was refused before, so nobody can look.';
  if (state === 'withdrawn') return 'Staff do not ask for it any more.';
  if (state === 'lapsed') return 'It was not answered in time, so nobody can look.';
  return 'It began without a question, so there is nothing to answer. You can end it.';
}
