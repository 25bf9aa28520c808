import { describeError, log } from '#lib/log.ts';
import { type KeyAnswer, type KeyQuestion, namesInFrame } from './key-protocol.ts';
import { isServiceKey, type KeyRole, mayAsk } from './key-rights.ts';
import type { KeyName, Keyring } from './keyring.ts';
import type { ReadPace } from './read-pace.ts';
import type { Turns } from './turns.ts';

export type KeyDesk = { keyring: Keyring; webPace: ReadPace; turns: Turns };
type Answer = (answer: KeyAnswer) => void;

/**
 * Answers one question of a role, in one frame or, for a list, in several. What concerns one key goes in turn, from
 * the look at the folder until the answer is written: once a destruction is answered, nobody is told the key any more.
 * A destruction waits for no pace.
 */
export async function answerKeyQuestion(
  desk: KeyDesk,
  role: KeyRole,
  question: KeyQuestion,
  answer: Answer,
): Promise<void> {
  const { id, verb, name } = question;
  if (!mayAsk(role, question)) {
    log().warn(
      { role, verb, kind: kindOf(name) },
      'A key was refused: the socket has no right to it.',
    );
    return answer({ id, refusal: 'not-allowed' });
  }
  if ((verb === 'read' || verb === 'create') && !isAdmitted(desk, role, name)) {
    return answer({ id, refusal: 'too-many' });
  }
  try {
    await (verb === 'list'
      ? list(desk, question, answer)
      : desk.turns.take(name, () => act(desk, question, answer)));
  } catch (error) {
    log().error({ role, verb, kind: kindOf(name), err: describeError(error) }, 'A key failed.');
    answer({ id, refusal: 'failed' });
  }
}

async function act({ keyring }: KeyDesk, { id, verb, name }: KeyQuestion, answer: Answer) {
  if (verb === 'destroy') {
    await keyring.destroy(name);
    return answer({ id, isDestroyed: true });
  }
  const key = await (verb === 'create' ? keyring.create(name) : keyring.read(name));
  answer({ id, key: key?.toString('base64') ?? null });
}

async function list({ keyring }: KeyDesk, { id, name }: KeyQuestion, answer: Answer) {
  const names = await keyring.list(name);
  let start = 0;
  do {
    const some = names.slice(start, start + namesInFrame);
    start += namesInFrame;
    answer({ id, names: some, isLast: start >= names.length });
  } while (start < names.length);
}

/** Keys of accounts, given to web processes, are counted: a stolen one must not empty the ring unnoticed. */
function isAdmitted({ webPace }: KeyDesk, role: KeyRole, name: KeyName): boolean {
  if (role === 'worker' || isServiceKey(name)) return true;
  const admission = webPace.admit(name);
  if (!admission.ok && admission.isFirst) {
    log().warn('The web process asks for more keys in a minute than KEYRING_WEB_READS allows.');
  }
  return admission.ok;
}

/** What may be logged of a name: its first part. */
const kindOf = (name: KeyName): string => name.split('/', 1)[0]!.slice(0, 20);
