import { readCustomer, type SignedInCustomer } from '#lib/auth/require-customer.ts';
import { type BatchId, parseId } from '#lib/ids.ts';
import { readBatchProgress } from '#lib/messages/read-batch-progress.ts';
import type { ProgressEvent } from '../progress-event.ts';

const POLL_MS = 1000;
/** After this the browser connects again, through the gate: a session that ended stops seeing. */
const STREAM_MS = 60_000;
const QUIET_MS = 15_000;

type EventsContext = { params: Promise<{ batch: string }> };

/** The progress of a batch as server-sent events: one at once, then one per change, until it has finished. */
export async function GET(request: Request, { params }: EventsContext): Promise<Response> {
  const customer = await readCustomer();
  if (!customer) return new Response(null, { status: 401 });
  const batchId = parseId<BatchId>((await params).batch);
  if (!batchId || !(await readBatchProgress(customer, batchId))) {
    return new Response(null, { status: 404 });
  }
  return new Response(progressStream(customer, batchId, request.signal), {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // no-transform: compressing would hold events back until a block is full.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}

function progressStream(
  customer: SignedInCustomer,
  batchId: BatchId,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const until = performance.now() + STREAM_MS;
  let last = '';
  let lastAt = 0;
  return new ReadableStream({
    async pull(controller) {
      // One event per pull: a browser that reads slowly is not sent more than it takes.
      while (!signal.aborted && performance.now() < until) {
        if (last !== '') await pause(POLL_MS, signal);
        const progress = await readBatchProgress(customer, batchId);
        if (!progress) break;
        const event: ProgressEvent = {
          counts: progress.counts,
          chargedMicros: progress.chargedMicros,
          finished: progress.finishedAt !== null,
        };
        const data = JSON.stringify(event);
        const isQuiet = data === last;
        if (isQuiet && performance.now() - lastAt < QUIET_MS) continue;
        last = data;
        lastAt = performance.now();
        controller.enqueue(encoder.encode(isQuiet ? ': still here\n\n' : `data: ${data}\n\n`));
        if (event.finished) break;
        return;
      }
      controller.close();
    },
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
