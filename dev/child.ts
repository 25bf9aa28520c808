import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

export type Child = {
  pid: number;
  /** Resolves with the exit code when the process is gone. */
  exited: Promise<number>;
  /** Asks with SIGTERM, insists with SIGKILL after `graceMs`. */
  stop: (graceMs?: number) => Promise<void>;
  kill: () => Promise<void>;
};

const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/**
 * Starts a process of the project in a group of its own, so that Ctrl-C reaches us first and we end it in the right
 * order. What it prints goes to `logFile`.
 */
export function startChild(
  args: string[],
  env: Record<string, string>,
  logFile: string,
  command: string = process.execPath,
): Child {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { flags: 'a' });
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  alive.add(child);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const exited = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => {
      alive.delete(child);
      resolve(code ?? 1);
    });
  });
  const stop = async (graceMs = 15_000) => {
    if (!alive.has(child)) return;
    child.kill('SIGTERM');
    const insist = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await exited;
    clearTimeout(insist);
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  return { pid: child.pid ?? 0, exited, stop, kill };
}

/** Waits until `url` answers 2xx. Throws with the end of `logFile` when the process ends first or time runs out. */
export async function untilHealthy(
  child: Child,
  url: string,
  logFile: string,
  timeoutMs = 60_000,
): Promise<void> {
  let ended = false;
  void child.exited.then(() => {
    ended = true;
  });
  const deadline = performance.now() + timeoutMs;
  while (!ended && performance.now() < deadline) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const log = readFileSync(logFile, 'utf8').slice(-3000);
  throw new Error(`${url} ${ended ? 'ended' : 'did not answer'}. Its log ends:\n${log}`);
}
