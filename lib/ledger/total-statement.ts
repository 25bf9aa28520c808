import type { CustomerContext } from '#lib/context.ts';
import { entriesBetween } from './first-entries.ts';
import type { StatementFilter } from './read-statement.ts';
import { type KindTotal, sumLines } from './sum-lines.ts';

/** What all lines that a filter shows add up to, by kind. What was charged is among them also where it is no line. */
export async function totalStatement(
  ctx: CustomerContext,
  { kind, batchId, ...days }: StatementFilter,
): Promise<KindTotal[]> {
  const { accountId } = ctx.actor;
  const range = await entriesBetween(ctx.db, accountId, days);
  return sumLines(ctx.db, accountId, {
    ...range,
    ...(kind ? { kind } : {}),
    ...(batchId ? { batchId } : {}),
  });
}
