import { answerNotification } from '#lib/payments/answer-notification.ts';
import { ground } from '#lib/web/ground.ts';

export const dynamic = 'force-dynamic';

/** For Stripe alone: nobody is signed in here, the signature is the gate. */
export async function POST(request: Request): Promise<Response> {
  const signature = request.headers.get('stripe-signature');
  const status = await answerNotification(ground(), request.body, signature);
  return new Response(null, { status, headers: { 'Cache-Control': 'no-store' } });
}
