import Stripe from 'stripe';
import type { WorkerContext } from '#lib/context.ts';
import { log } from '#lib/log.ts';
import { lapseOrders } from '#lib/orders/lapse-orders.ts';
import { forgetEvents } from '#lib/payments/forget-events.ts';
import { type NextLooks, reconcileOpenOrders } from '#lib/payments/reconcile-open-orders.ts';
import { stripeClient } from '#lib/payments/stripe-client.ts';
import { takeMissedEvents } from '#lib/payments/take-missed-events.ts';
import { chargeAutomaticOrders } from '#lib/top-ups/charge-automatic-orders.ts';
import { placeAutomaticOrders } from '#lib/top-ups/place-automatic-orders.ts';
import { type Loop, type Step, startLoop } from './steps.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const automaticMs = 10_000;
const openOrdersMs = 30_000;
const eventsMs = 10 * minuteMs;
/** What came while no worker ran: Stripe itself repeats for three days. */
const firstBackMs = 3 * dayMs;
const backMs = 2 * hourMs;

/** What payments need by the clock: what was lost on the way is asked for, and what nobody pays any more ends. */
export function startPayments(ctx: WorkerContext): Loop[] {
  const ending = [
    startLoop({ name: 'lapse orders', step: quietly(() => lapseOrders(ctx)), idleMs: minuteMs }),
    startLoop({ name: 'forget events', step: quietly(() => forgetEvents(ctx)), idleMs: dayMs }),
  ];
  const stripe = stripeClient();
  return stripe ? [...ending, ...startStripe(ctx, stripe)] : ending;
}

function startStripe(ctx: WorkerContext, stripe: Stripe): Loop[] {
  const looks: NextLooks = new Map();
  let back = firstBackMs;
  const takeMissed = async () => {
    const missed = await takeMissedEvents(ctx, stripe, new Date(Date.now() - back));
    if (missed > 0) log().info({ missed }, 'Events of Stripe were taken that never came.');
    back = backMs;
  };
  const topUp = async () => {
    await placeAutomaticOrders(ctx);
    await chargeAutomaticOrders(ctx, stripe);
  };
  const lookAtOpen = () => reconcileOpenOrders(ctx, stripe, looks);
  return [
    startLoop({ name: 'open orders', step: quietly(lookAtOpen), idleMs: openOrdersMs }),
    startLoop({ name: 'missed events', step: quietly(takeMissed), idleMs: eventsMs }),
    startLoop({ name: 'automatic top-ups', step: quietly(topUp), idleMs: automaticMs }),
  ];
}

/** Stripe being away is no failure of the worker: messages leave all the same, and it is asked again the next time. */
const quietly =
  (work: () => Promise<unknown>): Step =>
  async () => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeError)) throw error;
      log().warn({ err: error }, 'Stripe could not be asked.');
    }
    return false;
  };
