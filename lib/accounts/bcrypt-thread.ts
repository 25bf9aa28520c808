import { parentPort } from 'node:worker_threads';
import bcrypt from 'bcryptjs';

// Runs in a thread of its own: bcrypt in plain JavaScript keeps a processor busy for a third of a second.

export type BcryptTask = { text: string; hash: string | null };
export type BcryptAnswer = { hash: string } | { matches: boolean };

const COST = 12;

parentPort?.on('message', ({ text, hash }: BcryptTask) => {
  const answer: BcryptAnswer =
    hash === null
      ? { hash: bcrypt.hashSync(text, COST) }
      : { matches: bcrypt.compareSync(text, hash) };
  parentPort?.postMessage(answer);
});
