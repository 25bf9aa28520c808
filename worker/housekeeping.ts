import { setTimeout as rest } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { tellOfLooks } from '#lib/accesses/tell-of-looks.ts';
import { forgetSpending } from '#lib/ceilings/forget-spending.ts';
import type { WorkerContext } from '#lib/context.ts';
import { sweepDeleted } from '#lib/deletion/drop-rows.ts';
import { goOnDeleting } from '#lib/deletion/go-on-deleting.ts';
import { sweepDraftKeys } from '#lib/drafts/sweep-draft-keys.ts';
import { tellLowBalance } from '#lib/ledger/tell-low-balance.ts';
import type { BatchRef } from '#lib/messages/recount-batches.ts';
import { forgetNotices } from '#lib/notices/forget-notices.ts';
import { beatWorker } from '#lib/outbox/beat-worker.ts';
import { buryWorkers } from '#lib/outbox/bury-workers.ts';
import { cleanOutbox } from '#lib/outbox/clean-outbox.ts';
import { expireMessages } from '#lib/outbox/expire-messages.ts';
import { reach } from '#lib/outbox/fault-points.ts';
import { promoteDeferred } from '#lib/outbox/promote-deferred.ts';
import { endLostSessions, recoverClaims } from '#lib/outbox/recover-claims.ts';
import { renewSlots } from '#lib/outbox/renew-slots.ts';
import { retryEarlyReceipts } from '#lib/outbox/retry-early-receipts.ts';
import { fencedSessions } from '#lib/outbox/smpp-sessions.ts';
import { unfinishedBatches } from '#lib/outbox/unfinished-batches.ts';
import type { Provider } from '#lib/providers/read-providers.ts';
import { endRecoveryNumbers } from '#lib/recovery/end-recovery-numbers.ts';
import { sweepRefundKeys } from '#lib/refunds/sweep-refund-keys.ts';
import type { Bind } from './bind.ts';
import type { Lease } from './lease.ts';
import type { HealthMeter } from './measure-health.ts';
import type { Providers } from './providers.ts';
import type { Recounter } from './recounter.ts';
import { answeredIdsOf, type MessageIdForm } from './smpp/normalise-message-id.ts';
import type { Loop, Signal, Step } from './steps.ts';
import { startLoop } from './steps.ts';
import type { Timings } from './timings.ts';
import { isDeadNeighbour } from './worker-id.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const recountAllMs = 300_000;
const retryReceiptsMs = 1_000;
const deleteMs = 2_000;
const lookedMs = 10_000;

export type House = {
  ctx: WorkerContext;
  lease: Lease;
  /** Wakes the loop that runs `leaseStep`. */
  beatSignal: Signal;
  providers: Providers;
  meter: HealthMeter;
  recounter: Recounter;
  timings: Timings;
  /** Wakes what claims. */
  wake: () => void;
};

/** Says that we live, renews our slots, ends our sessions that others took over, and takes up what lost workers left. */
export const leaseStep =
  ({ ctx, lease, providers, meter, recounter, timings, wake }: House): Step =>
  async () => {
    if (lease.isLongOver) for (const { line } of providers.binds) line?.session.destroy();
    await meter.measure();
    const begunMs = performance.now();
    await beatWorker(ctx, meter.health());
    await keepSlots(ctx, providers.binds, timings.leaseMs);
    // After those that lost their slot were fenced: what they still had to say must not be recorded.
    lease.confirm(begunMs);
    await buryWorkers(ctx, isDeadNeighbour);
    if (!lease.mayJudge) return false;
    await endLostSessions(ctx, timings.leaseMs);
    const recovered = await recoverClaims(ctx);
    recounter.mark(recovered);
    if (recovered.length > 0) wake();
    return recovered.length > 0;
  };

async function keepSlots(ctx: WorkerContext, binds: Bind[], leaseMs: number): Promise<void> {
  const kept = await renewSlots(
    ctx,
    binds.map(({ held, state, problem }) => ({ ...held, state, problem })),
    leaseMs,
  );
  for (const bind of binds)
    if (!kept.some((held) => isDeepStrictEqual(held, bind.held))) bind.lose();
  const lines = binds.flatMap(({ line }) => line ?? []);
  const fenced = await fencedSessions(
    ctx,
    lines.map((line) => line.sessionId),
  );
  for (const line of lines) if (fenced.includes(line.sessionId)) line.fence();
}

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
    if (promoted > 0) {
      reach('promoted');
      wake();
    }
    return promoted > 0;
  };
  const clean: Step = async () => {
    await cleanOutbox(ctx);
    await forgetSpending(ctx);
    await forgetNotices(ctx);
    return false;
  };
  const lowBalances: Step = async () => {
    await tellLowBalance(ctx);
    return false;
  };
  const tellLooks: Step = async () => (await tellOfLooks(ctx)) > 0;
  const sweepDrafts: Step = async () => {
    await sweepDraftKeys(ctx);
    return false;
  };
  const deleteAccounts: Step = async () => {
    const begunMs = performance.now();
    const hasWorked = await goOnDeleting(ctx);
    // At most half of the time, however large the account is: others are sending.
    if (hasWorked) await rest(performance.now() - begunMs);
    return hasWorked;
  };
  const sweep: Step = async () => {
    await sweepDeleted(ctx);
    await sweepRefundKeys(ctx);
    await ctx.db.transaction((tx) => endRecoveryNumbers(tx, null));
    return false;
  };
  const recountAll: Step = async () => {
    recounter.mark(await unfinishedBatches(ctx));
    return false;
  };
  return [
    startLoop({
      name: 'lease',
      step: leaseStep(house),
      idleMs: timings.beatMs,
      signal: house.beatSignal,
    }),
    startLoop({ name: 'promote', step: promote, idleMs: timings.promoteEveryMs }),
    startLoop({
      name: 'expire',
      step: counted(() => expireMessages(ctx, timings.graceMs)),
      idleMs: timings.expireEveryMs,
    }),
    startLoop({
      name: 'retry receipts',
      step: counted(() => retryEarlyReceipts(ctx, idsOf(house.providers.all))),
      idleMs: retryReceiptsMs,
    }),
    startLoop({
      name: 'recount',
      step: () => recounter.step(),
      idleMs: timings.recountEveryMs,
    }),
    startLoop({ name: 'recount all', step: recountAll, idleMs: recountAllMs }),
    startLoop({ name: 'delete accounts', step: deleteAccounts, idleMs: deleteMs }),
    startLoop({ name: 'sweep deleted', step: sweep, idleMs: hourMs }),
    startLoop({ name: 'sweep drafts', step: sweepDrafts, idleMs: hourMs }),
    startLoop({ name: 'low balances', step: lowBalances, idleMs: hourMs }),
    startLoop({ name: 'tell of looks', step: tellLooks, idleMs: lookedMs }),
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
