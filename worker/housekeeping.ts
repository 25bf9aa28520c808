import type { WorkerContext } from '#lib/context.ts';
import { sweepDraftKeys } from '#lib/drafts/sweep-draft-keys.ts';
import type { BatchRef } from '#lib/messages/recount-batches.ts';
import { beatWorker } from '#lib/outbox/beat-worker.ts';
import { cleanOutbox } from '#lib/outbox/clean-outbox.ts';
import { expireMessages } from '#lib/outbox/expire-messages.ts';
import { promoteDeferred } from '#lib/outbox/promote-deferred.ts';
import { endLostSessions, recoverClaims } from '#lib/outbox/recover-claims.ts';
import { retryEarlyReceipts } from '#lib/outbox/retry-early-receipts.ts';
import { fencedSessions } from '#lib/outbox/smpp-sessions.ts';
import { unfinishedBatches } from '#lib/outbox/unfinished-batches.ts';
import type { Provider } from '#lib/providers/read-providers.ts';
import type { Bind } from './bind.ts';
import type { HealthMeter } from './measure-health.ts';
import type { Recounter } from './recounter.ts';
import { answeredIdsOf, type MessageIdForm } from './smpp/normalise-message-id.ts';
import type { Loop, Step } from './steps.ts';
import { startLoop } from './steps.ts';
import type { Timings } from './timings.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const recountAllMs = 300_000;
const retryReceiptsMs = 5_000;

export type House = {
  ctx: WorkerContext;
  binds: Bind[];
  providers: Provider[];
  meter: HealthMeter;
  recounter: Recounter;
  timings: Timings;
  /** Wakes what claims. */
  wake: () => void;
};

/** Says that we live, ends our sessions that others took over, and takes up what lost workers left. */
export const leaseStep =
  ({ ctx, binds, meter, recounter, timings, wake }: House): Step =>
  async () => {
    await meter.measure();
    await beatWorker(ctx, meter.health());
    const lines = binds.flatMap(({ line }) => line ?? []);
    const fenced = await fencedSessions(
      ctx,
      lines.map((line) => line.sessionId),
    );
    for (const line of lines) if (fenced.includes(line.sessionId)) line.fence();
    await endLostSessions(ctx, timings.leaseMs);
    const recovered = await recoverClaims(ctx);
    recounter.mark(recovered);
    if (recovered.length > 0) wake();
    return recovered.length > 0;
  };

/** Everything that happens by the clock. */
export function startHousekeeping(house: House): Loop[] {
  const { ctx, timings, recounter, wake } = house;
  const counted =
    (work: () => Promise<BatchRef[]>): Step =>
    async () => {
      const batches = await work();
      recounter.mark(batches);
      return batches.length > 0;
    };
  const promote: Step = async () => {
    const promoted = await promoteDeferred(ctx);
    if (promoted > 0) wake();
    return promoted > 0;
  };
  const clean: Step = async () => {
    await cleanOutbox(ctx);
    return false;
  };
  const sweepDrafts: Step = async () => {
    await sweepDraftKeys(ctx);
    return false;
  };
  const recountAll: Step = async () => {
    recounter.mark(await unfinishedBatches(ctx));
    return false;
  };
  return [
    startLoop({ name: 'lease', step: leaseStep(house), idleMs: timings.beatMs }),
    startLoop({ name: 'promote', step: promote, idleMs: timings.promoteEveryMs }),
    startLoop({
      name: 'expire',
      step: counted(() => expireMessages(ctx, timings.graceMs)),
      idleMs: timings.expireEveryMs,
    }),
    startLoop({
      name: 'retry receipts',
      step: counted(() => retryEarlyReceipts(ctx, idsOf(house.providers))),
      idleMs: retryReceiptsMs,
    }),
    startLoop({
      name: 'recount',
      step: () => recounter.step(),
      idleMs: timings.recountEveryMs,
    }),
    startLoop({ name: 'recount all', step: recountAll, idleMs: recountAllMs }),
    startLoop({ name: 'sweep drafts', step: sweepDrafts, idleMs: hourMs }),
    startLoop({ name: 'clean', step: clean, idleMs: dayMs }),
  ];
}

function idsOf(providers: Provider[]) {
  const forms = new Map(providers.map((provider) => [provider.id, provider.messageIdForm]));
  return (providerId: number, smscMessageId: string) =>
    // Other forms than `auto` were applied when the receipt came.
    forms.get(providerId) === 'auto'
      ? answeredIdsOf(smscMessageId, 'auto' satisfies MessageIdForm)
      : [smscMessageId];
}
