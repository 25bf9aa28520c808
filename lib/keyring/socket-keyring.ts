import { setTimeout as wait } from 'node:timers/promises';
import { KeyLine, LineLost } from './key-line.ts';
import type { KeyAnswer, KeyQuestion, KeyRefusal } from './key-protocol.ts';
import type { KeyName, Keyring } from './keyring.ts';

const DEADLINE_MS = 5_000;
const RETRY_MS = 50;

/** The key process did not answer in time, or refused. Says nothing about the key itself. */
export class KeyringUnavailable extends Error {
  override name = 'KeyringUnavailable';
  readonly refusal: KeyRefusal | null;
  constructor(sentence: string, refusal: KeyRefusal | null) {
    super(sentence);
    this.refusal = refusal;
  }
}

const refusals: Record<KeyRefusal, string> = {
  'not-allowed': 'The key process gives this key to nobody on this socket.',
  'too-many': 'The key process gives out no more keys in this minute.',
  failed: 'The key process could not do it; its log says why.',
};

/**
 * A keyring at the other end of a unix socket (`npm run keys:serve`). Nothing is remembered here: every read asks, so a
 * key that was destroyed is gone for everybody at once. A connection that is lost is made anew within the deadline;
 * later, and when it is refused, throws `KeyringUnavailable`.
 */
export function socketKeyring(path: string, deadlineMs = DEADLINE_MS): Keyring {
  const line = new KeyLine(path);

  async function ask<Found>(
    question: Omit<KeyQuestion, 'id'>,
    gather: () => (answer: KeyAnswer) => { found: Found } | null,
  ): Promise<Found> {
    const endMs = performance.now() + deadlineMs;
    for (;;) {
      const take = gather();
      const end: { found?: { found: Found }; refusal?: KeyRefusal } = {};
      try {
        await line.ask(question, Math.max(1, endMs - performance.now()), (answer) => {
          if ('refusal' in answer) end.refusal = answer.refusal;
          else end.found = take(answer) ?? undefined;
          return Boolean(end.found ?? end.refusal);
        });
      } catch (error) {
        if (!(error instanceof LineLost)) throw error;
        if (performance.now() + RETRY_MS >= endMs) {
          throw new KeyringUnavailable('The key process does not answer.', null);
        }
        await wait(RETRY_MS);
        continue;
      }
      if (end.found) return end.found.found;
      const refusal = end.refusal ?? 'failed';
      throw new KeyringUnavailable(refusals[refusal], refusal);
    }
  }

  const key = () => (answer: KeyAnswer) =>
    'key' in answer
      ? { found: answer.key === null ? null : Buffer.from(answer.key, 'base64') }
      : null;

  return {
    create: async (name) => (await ask({ verb: 'create', name }, key)) ?? failed(),
    read: (name) => ask({ verb: 'read', name }, key),
    destroy: (name) =>
      ask(
        { verb: 'destroy', name },
        () => (answer) => ('isDestroyed' in answer ? { found: undefined } : null),
      ),
    list: (prefix) =>
      ask({ verb: 'list', name: prefix }, () => {
        const names: KeyName[] = [];
        return (answer) => {
          if (!('names' in answer)) return null;
          names.push(...answer.names);
          return answer.isLast ? { found: names } : null;
        };
      }),
  };
}

function failed(): never {
  throw new KeyringUnavailable(refusals.failed, 'failed');
}
