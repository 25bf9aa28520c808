import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { BcryptAnswer, BcryptTask } from './bcrypt-thread.ts';

type Job = {
  task: BcryptTask;
  resolve: (answer: BcryptAnswer) => void;
  reject: (error: Error) => void;
};
export type Thread = { worker: Worker; job: Job | null };

// One processor stays free for the event loop.
const MAX_THREADS = Math.max(1, Math.min(8, availableParallelism() - 1));
const MAX_WAITING = 200;

/** Too many passwords wait to be checked: whoever asks now is told to come back. */
export class TooBusy extends Error {
  override name = 'TooBusy';
}

type Pool = { threads: Thread[]; waiting: Job[] };
// Bundled routes have a copy of this module each; the threads belong to the process.
const kept = globalThis as typeof globalThis & { allsmsBcrypt?: Pool };

/** The threads of this process and what waits for them. */
export function pool(): Pool {
  kept.allsmsBcrypt ??= { threads: [], waiting: [] };
  return kept.allsmsBcrypt;
}

/** Has a thread do one bcrypt task; tasks wait their turn. Throws `TooBusy` when 200 wait already. */
export function runBcrypt(task: BcryptTask): Promise<BcryptAnswer> {
  return new Promise((resolve, reject) => {
    if (pool().waiting.length >= MAX_WAITING) {
      reject(new TooBusy('Too many passwords wait to be checked.'));
      return;
    }
    pool().waiting.push({ task, resolve, reject });
    dispatch();
  });
}

function dispatch(): void {
  const { threads, waiting } = pool();
  const idle = threads.find((thread) => thread.job === null);
  const thread =
    idle ?? (waiting.length > 0 && threads.length < MAX_THREADS ? startThread() : null);
  const job = thread && waiting.shift();
  if (!job) return;
  thread.job = job;
  thread.worker.ref();
  thread.worker.postMessage(job.task);
}

function startThread(): Thread {
  // The source file itself: Node runs it as it is, also beside a bundle of `next build`. Commands start in the tree's root.
  const file = join(process.cwd(), 'lib', 'accounts', 'bcrypt-thread.ts');
  const thread: Thread = { worker: new Worker(file), job: null };
  const { worker } = thread;
  worker.unref();
  worker.on('message', (answer: BcryptAnswer) => {
    thread.job?.resolve(answer);
    thread.job = null;
    // Threads without work do not keep a process alive.
    worker.unref();
    dispatch();
  });
  worker.on('error', (error: Error) => thread.job?.reject(error));
  worker.on('exit', () => {
    const { threads } = pool();
    threads.splice(threads.indexOf(thread), 1);
    thread.job?.reject(new Error('A password thread ended.'));
    dispatch();
  });
  pool().threads.push(thread);
  return thread;
}
