import { redirect } from 'next/navigation';
import type { VisitorContext } from '#lib/context.ts';
import { beginSecondStep, type SecondStepOffer } from '#lib/factors/begin-second-step.ts';
import { type FinishSecondStep, finishSecondStep } from '#lib/factors/finish-second-step.ts';
import { hasSecondFactor } from '#lib/factors/has-second-factor.ts';
import type { UserId } from '#lib/ids.ts';
import { type Done, done, type Refusal, refuse } from '#lib/web/action-state.ts';
import { startSession } from './start-session.ts';

type Kind = 'customer' | 'staff';

/**
 * After a password was right: opens the session and goes on, or, where the user has a second factor, answers with the
 * second step and opens none.
 */
export async function signInOrAsk(
  ctx: VisitorContext,
  { userId, kind }: { userId: UserId; kind: Kind },
  goTo: (kind: Kind) => string | Promise<string>,
): Promise<Done<SecondStepOffer>> {
  if (await hasSecondFactor(ctx.db, userId)) return done(await beginSecondStep(ctx, userId));
  await startSession(ctx, userId);
  redirect(await goTo(kind));
}

/** The second step: opens the session and goes on, or says what was wrong. What it refuses keeps the form as it is. */
export async function signInBySecondStep(
  ctx: VisitorContext,
  step: FinishSecondStep,
  goTo: (kind: Kind) => string | Promise<string>,
): Promise<Refusal> {
  const finished = await finishSecondStep(ctx, step);
  if (finished.ok) {
    await startSession(ctx, finished.userId, { secondFactor: true });
    redirect(await goTo(finished.kind));
  }
  const { sentence, ended, question } = finished;
  if (ended) return refuse([], sentence, { token: '' });
  if (step.passkey) {
    return refuse([], sentence, question ? { question: JSON.stringify(question) } : {});
  }
  return refuse([{ field: 'code', sentence }]);
}
