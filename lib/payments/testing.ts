import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { after } from 'node:test';
import { type StripeStandIn, startStripeStandIn } from '#dev/stripe-stand-in/start-stand-in.ts';
import type { CustomerContext, Ground } from '#lib/context.ts';
import { mustOrder } from '#lib/orders/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { answerNotification } from './answer-notification.ts';
import { startCheckout } from './start-checkout.ts';

const secretKey = 'sk_test_standin';
const webhookSecret = 'whsec_standin';

/**
 * Stripe's stand-in, and a server that answers its notifications as the route does, over HTTP. Sets this process's
 * settings: call it before anything reads one, and `listenWith` before anything is paid.
 */
export async function startTestStripe(settings: Record<string, string> = {}) {
  let ground: Ground | null = null;
  const server = createServer(async (request, response) => {
    const body = Readable.toWeb(request) as ReadableStream<Uint8Array>;
    const signature = request.headers['stripe-signature'];
    const given = typeof signature === 'string' ? signature : null;
    response.writeHead(ground ? await answerNotification(ground, body, given) : 503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const webhookUrl = `http://127.0.0.1:${port}/api/stripe`;
  const standIn = await startStripeStandIn({ webhookUrl, secretKey, webhookSecret });
  applyTestSettings({
    ...{ STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret },
    ...{ STRIPE_API_URL: standIn.url, ...settings },
  });
  after(async () => {
    await standIn.stop();
    server.closeAllConnections();
    server.close();
  });
  const listenWith = (listening: Ground | null) => {
    ground = listening;
  };
  return { ...standIn, webhookUrl, listenWith, ...waysToPay(standIn) };
}

/** What tests do at the stand-in. */
function waysToPay({ books, webhooks }: StripeStandIn) {
  /** The newest event of a type. */
  const last = (type: string) => books.events.findLast((event) => event.type === type)!;

  /** An order, and its checkout. */
  async function atCheckout(ctx: CustomerContext, options: { keepCard?: boolean } = {}) {
    const order = await mustOrder(ctx);
    const started = await startCheckout(ctx, order.id, options);
    if (!started.ok) throw new Error(started.refusal);
    return { order, session: started.url.split('/').at(-1)! };
  }

  /** An order that was paid, and that we were told of. */
  async function paidOrder(ctx: CustomerContext) {
    const { order, session } = await atCheckout(ctx);
    const { payment_intent: intent } = books.payAtCheckout(session, { isGood: true });
    await webhooks.deliver(last('checkout.session.completed'));
    return { order, session, intent: intent! };
  }

  return { last, atCheckout, paidOrder };
}
