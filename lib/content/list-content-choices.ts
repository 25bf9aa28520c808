import { desc, eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { contentChoices } from '#db/schema/keys.ts';
import type { CustomerContext } from '#lib/context.ts';

export type ContentChoice = {
  id: number;
  at: Date;
  /** Who chose it. */
  username: string;
  contentDays: number;
  numberDays: number;
  pastToo: boolean;
};

const LIMIT = 100;

/** What the account chose for its content and numbers: when and by whom, the newest first. */
export async function listContentChoices(ctx: CustomerContext): Promise<ContentChoice[]> {
  return ctx.db
    .select({
      id: contentChoices.id,
      at: contentChoices.at,
      username: users.username,
      contentDays: contentChoices.contentDays,
      numberDays: contentChoices.numberDays,
      pastToo: contentChoices.pastToo,
    })
    .from(contentChoices)
    .innerJoin(users, eq(users.id, contentChoices.userId))
    .where(eq(contentChoices.accountId, ctx.actor.accountId))
    .orderBy(desc(contentChoices.id))
    .limit(LIMIT);
}

/** The choice by which content has been kept as it is now: the first of the newest ones that agree. Null: none was made. */
export function inEffectSince(choices: readonly ContentChoice[]): ContentChoice | null {
  const other = choices.findIndex(({ contentDays }) => contentDays !== choices[0]?.contentDays);
  return choices.at(other === -1 ? -1 : other - 1) ?? null;
}
