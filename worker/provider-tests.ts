import type { WorkerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { endStaleTests } from '#lib/providers/end-stale-tests.ts';
import {
  endProviderTest,
  type TestOutcome,
  takeProviderTest,
} from '#lib/providers/take-provider-test.ts';
import { encodeParts } from '#lib/segments/encode-parts.ts';
import { buildSubmit, recipientOf, senderOf } from './build-submit.ts';
import type { Lease } from './lease.ts';
import type { Line } from './line.ts';
import type { Providers } from './providers.ts';
import { normaliseMessageId } from './smpp/normalise-message-id.ts';
import { type Loop, startLoop } from './steps.ts';

const lookMs = 1_000;
const validMs = 10 * 60_000;

/** Hands over what staff ask for on /admin/providers, on sessions that this worker has. */
export function startProviderTests(
  ctx: WorkerContext,
  { providers, lease }: { providers: Providers; lease: Lease },
): Loop {
  return startLoop({
    name: 'provider tests',
    step: async () => {
      const ended = await endStaleTests(ctx);
      const lines = providers.binds.flatMap(({ line }) => line ?? []);
      const handed = await Promise.all(lines.map((line) => testStep(ctx, line, lease)));
      return ended > 0 || handed.some(Boolean);
    },
    idleMs: lookMs,
  });
}

/** Takes one test for the provider of a line, hands it over once, and writes down what came back. False when none waits. */
async function testStep(ctx: WorkerContext, line: Line, lease: Lease): Promise<boolean> {
  if (line.isFenced || lease.isOver || !line.session.isOpen) return false;
  const test = await takeProviderTest(ctx, line.provider.name);
  if (!test) return false;
  const outcome = await handOver(line, test.number);
  log().info({ providerId: line.provider.id, testId: test.id, outcome }, 'A test message.');
  await endProviderTest(ctx, test.id, outcome);
  return true;
}

async function handOver({ provider, session }: Line, number: PhoneNumber): Promise<TestOutcome> {
  const text = `Test message of ${env.SERVICE_SENDER} through ${provider.name}.`;
  const [part] = encodeParts(text, 0, provider) ?? [];
  const submit = buildSubmit({
    sender: senderOf({ senderKind: 'service', sender: env.SERVICE_SENDER }, provider.addressing),
    recipient: recipientOf(number, provider.addressing),
    part: part!,
    remainingMs: validMs,
    reference: 0,
  });
  // No receipt: it would find no message.
  const result = await session.submit({ ...submit, registeredDelivery: 0 }).outcome;
  if (result.outcome === 'notConnected') return { outcome: 'not-connected' };
  if (result.outcome === 'unknown') return { outcome: 'no-answer' };
  const { commandStatus } = result;
  return {
    outcome: commandStatus === 0 ? 'accepted' : 'refused',
    commandStatus,
    smscMessageId: normaliseMessageId(result.messageId) || null,
  };
}
