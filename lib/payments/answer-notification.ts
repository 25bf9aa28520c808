import type { Ground } from '#lib/context.ts';
import { log } from '#lib/log.ts';
import { stripeClient } from './stripe-client.ts';
import { takeEvent } from './take-event.ts';
import { verifyEvent } from './verified-event.ts';

/** Far more than the largest event: what is longer is not read. */
export const mostNotificationBytes = 512 * 1_024;

/**
 * Answers what says to be a notification of Stripe, with a status: 404 when nobody pays by card here, 413 for too much,
 * 400 unless it is signed and fresh (nothing is stored), 200 when it is taken, known or of no use to us, and 500 when it
 * could not be taken, so that Stripe repeats it.
 */
export async function answerNotification(
  ground: Ground,
  body: ReadableStream<Uint8Array> | null,
  signature: string | null,
): Promise<number> {
  const stripe = stripeClient();
  if (!stripe) return 404;
  const octets = await readAtMost(body, mostNotificationBytes);
  if (!octets) return 413;
  const event = verifyEvent(stripe, octets, signature);
  if (!event) return 400;
  try {
    await takeEvent(ground, stripe, event);
    return 200;
  } catch (error) {
    log().error({ err: error, eventId: event.id }, 'A notification of Stripe was not taken.');
    return 500;
  }
}

async function readAtMost(
  body: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<Buffer | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    if (bytes > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
