import { connect, type Socket } from 'node:net';
import { KeyFrames, keyFrame } from './key-frames.ts';
import { type KeyAnswer, type KeyQuestion, keyAnswer } from './key-protocol.ts';

/** The connection ended before the answer; every verb may be asked again. */
export class LineLost extends Error {
  override name = 'LineLost';
}

type Waiting = { take: (answer: KeyAnswer) => void; fail: (error: Error) => void };

/** One connection to a key process, made when it is needed. It keeps a process alive only while an answer is awaited. */
export class KeyLine {
  readonly #path: string;
  readonly #waiting = new Map<number, Waiting>();
  #socket: Socket | null = null;
  #nextId = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Asks once; `onAnswer` gets each frame and says whether it was the last. Throws `LineLost`. */
  ask(
    question: Omit<KeyQuestion, 'id'>,
    withinMs: number,
    onAnswer: (answer: KeyAnswer) => boolean,
  ): Promise<void> {
    const id = this.#nextId++;
    const socket = this.#socket ?? this.#connect();
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        if (this.#waiting.size === 0) socket.unref();
      };
      const fail = (error: Error) => {
        end();
        reject(error);
      };
      // A connection that does not answer is given up with all that was asked on it.
      const timer = setTimeout(() => socket.destroy(), withinMs);
      const take = (answer: KeyAnswer) => {
        timer.refresh();
        if (!onAnswer(answer)) return;
        end();
        resolve();
      };
      this.#waiting.set(id, { take, fail });
      socket.ref();
      socket.write(keyFrame({ id, ...question }));
    });
  }

  #connect(): Socket {
    const socket = connect(this.#path);
    this.#socket = socket;
    const frames = new KeyFrames();
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      if (this.#socket === socket) this.#socket = null;
      for (const { fail } of [...this.#waiting.values()]) fail(new LineLost('The line was lost.'));
    });
    socket.on('data', (chunk) => {
      try {
        for (const value of frames.push(chunk)) {
          const answer = keyAnswer.parse(value);
          this.#waiting.get(answer.id)?.take(answer);
        }
      } catch {
        socket.destroy();
      }
    });
    return socket;
  }
}
