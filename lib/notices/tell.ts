import type { Db } from '#db/client.ts';
import { notices } from '#db/schema/notices.ts';
import { type AccountId, type NoticeId, newId } from '#lib/ids.ts';
import type { NoticeFacts, NoticeKind } from './notice-kinds.ts';

/** Something that an account should know. */
export type NewNotice = {
  kind: NoticeKind;
  facts: NoticeFacts;
  /** What has the same one is told once. */
  onceKey: string;
};

/** Leaves a notice for an account, in the caller's transaction. Told again with the same `onceKey`, it stays as it was. */
export async function tell(tx: Db, accountId: AccountId, notice: NewNotice): Promise<void> {
  await tx
    .insert(notices)
    .values({ accountId, id: newId<NoticeId>(), ...notice })
    .onConflictDoNothing({ target: [notices.accountId, notices.onceKey] });
}
