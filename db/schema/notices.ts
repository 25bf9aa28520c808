import { jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { AccountId, NoticeId, UserId } from '#lib/ids.ts';
import type { NoticeFacts, NoticeKind } from '#lib/notices/notice-kinds.ts';
import { id, moment } from './columns.ts';

/** What an account should know, shown in the app until somebody of it has seen it. Counts and money only. */
export const notices = pgTable(
  'notices',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<NoticeId>('id').notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    facts: jsonb('facts').$type<NoticeFacts>().notNull(),
    /** What is told once has the same one each time. */
    onceKey: text('once_key').notNull(),
    at: moment('at').notNull().defaultNow(),
    seenAt: moment('seen_at'),
    seenBy: id<UserId>('seen_by'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex('notices_once').on(t.accountId, t.onceKey),
  ],
);
