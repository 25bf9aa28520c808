import { eq, sql } from 'drizzle-orm';
import { numberCodes } from '#db/schema/senders.ts';
import { signUpSomebody, visitorFrom } from '#lib/accounts/testing.ts';
import type { WorkerGround } from '#lib/context.ts';
import { lastCode, provenNumber } from '#lib/senders/testing.ts';
import { askRecoveryCode } from './ask-recovery-code.ts';
import { chooseRecoveryNumber } from './choose-recovery-number.ts';

/** Somebody with a confirmed number (national, as typed in Greece) by which they may recover. Needs a price list. */
export async function signUpWithNumber(ground: WorkerGround, number: string) {
  const somebody = await signUpSomebody(ground);
  const senderId = await provenNumber(ground, somebody.ctx, number);
  const { ctx, accountId, password } = somebody;
  // As if it had been confirmed a minute ago: the next code may follow.
  await ground.db
    .update(numberCodes)
    .set({ createdAt: sql`created_at - interval '1 minute'` })
    .where(eq(numberCodes.accountId, accountId));
  const chosen = await chooseRecoveryNumber(ctx, { senderId, password });
  if (!chosen.ok) throw new Error(JSON.stringify(chosen.problems));
  return { ...somebody, number, senderId };
}

/** Asks for a code and waits until it was sent; what it reads, if one was. */
export async function askForCode(
  ground: WorkerGround,
  {
    ctx,
    username,
    number,
  }: Pick<Awaited<ReturnType<typeof signUpWithNumber>>, 'ctx' | 'username' | 'number'>,
) {
  const asked = await askRecoveryCode(visitorFrom(ground), { username, number });
  if (!asked.ok) throw new Error(asked.sentence);
  await asked.send();
  return { ask: asked.ask, username, code: await lastCode(ground, ctx) };
}
