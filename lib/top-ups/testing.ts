import { eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { castOf, type TestGround } from '#db/testing.ts';
import type { KeptCard } from '#dev/stripe-stand-in/objects.ts';
import { hashPassword } from '#lib/accounts/password-hash.ts';
import type { WorkerContext } from '#lib/context.ts';
import { micros } from '#lib/money/micros.ts';
import { giveDetails } from '#lib/orders/testing.ts';
import { stripeClient } from '#lib/payments/stripe-client.ts';
import type { startTestStripe } from '#lib/payments/testing.ts';
import { chargeAutomaticOrders } from './charge-automatic-orders.ts';
import { type ChooseAutomatic, chooseAutomatic } from './choose-automatic.ts';
import { placeAutomaticOrders } from './place-automatic-orders.ts';

export const password = 'a long enough password';

let hash: Promise<string> | undefined;
/** Made when it is needed: it reads a setting, and settings come first. */
const passwordHash = () => {
  hash ??= hashPassword(password);
  return hash;
};

export const euros = (count: number) => micros(count * 1_000_000);
/** Always below: it tops up by 20 as often as the month's ceiling of 50 lets it, twice. */
export const wanted = {
  ...{ belowMicros: euros(5000), creditMicros: euros(20), monthlyMicros: euros(50) },
};

/** A customer who bought 50 and kept the card. */
export async function withCard(
  ground: TestGround,
  { atCheckout, books, last, webhooks }: Awaited<ReturnType<typeof startTestStripe>>,
  kept: KeptCard = 'works',
) {
  const { owner, worker } = await castOf(ground);
  await ground.db
    .update(users)
    .set({ passwordHash: await passwordHash() })
    .where(eq(users.id, owner.actor.userId));
  await giveDetails(owner);
  const { session } = await atCheckout(owner, { keepCard: true });
  const { payment_intent: intent } = books.payAtCheckout(session, { isGood: true, kept });
  await webhooks.deliver(last('checkout.session.completed'));
  return { owner, worker, intent: intent! };
}

/** The same, with automatic top-ups switched on. */
export async function switchedOn(
  ground: TestGround,
  stripe: Awaited<ReturnType<typeof startTestStripe>>,
  { kept, ...changed }: Partial<ChooseAutomatic> & { kept?: KeptCard } = {},
) {
  const cast = await withCard(ground, stripe, kept);
  const chosen = await chooseAutomatic(cast.owner, { ...wanted, password, ...changed });
  if (!chosen.ok) throw new Error(chosen.sentence);
  return cast;
}

/** What a worker does every few seconds. */
export async function topUp(worker: WorkerContext): Promise<void> {
  await placeAutomaticOrders(worker);
  await chargeAutomaticOrders(worker, stripeClient()!);
}
