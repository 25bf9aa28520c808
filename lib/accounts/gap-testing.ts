import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How long the event loop stood still while something was done: the 99th percentile of its gaps, in milliseconds. */
export async function gapP99Ms(act: () => Promise<unknown>): Promise<number> {
  const gaps = monitorEventLoopDelay({ resolution: 5 });
  gaps.enable();
  try {
    await act();
  } finally {
    gaps.disable();
  }
  return gaps.percentile(99) / 1e6;
}
