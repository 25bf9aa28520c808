import { and, desc, eq, isNull, type SQL } from 'drizzle-orm';
import { notices } from '#db/schema/notices.ts';
import { spanEnd } from '#lib/ceilings/spans.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { NoticeId } from '#lib/ids.ts';
import type { NoticeFacts, NoticeKind } from './notice-kinds.ts';

export type NoticeView = {
  id: NoticeId;
  kind: NoticeKind;
  facts: NoticeFacts;
  at: Date;
  /** Null until somebody of the account has seen it. */
  seenAt: Date | null;
};

const PAGE = 50;

/** What the account was told, newest first, at most 50. */
export async function listNotices(ctx: CustomerContext): Promise<NoticeView[]> {
  return select(ctx).limit(PAGE);
}

/**
 * What nobody of the account has seen yet, newest first, at most 50. That a ceiling is nearly used up is left out once its
 * hour, day or month is over.
 */
export async function newNotices(ctx: CustomerContext, now = new Date()): Promise<NoticeView[]> {
  const unseen = await select(ctx, isNull(notices.seenAt)).limit(PAGE);
  return unseen.filter(
    ({ kind, facts, at }) =>
      kind !== 'ceiling_near' || !facts.span || spanEnd(facts.span, at) > now,
  );
}

const select = ({ db, actor }: CustomerContext, more?: SQL) =>
  db
    .select({
      id: notices.id,
      kind: notices.kind,
      facts: notices.facts,
      at: notices.at,
      seenAt: notices.seenAt,
    })
    .from(notices)
    .where(and(eq(notices.accountId, actor.accountId), more))
    .orderBy(desc(notices.id));
