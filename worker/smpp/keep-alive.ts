import type { Connection } from './connection.ts';
import type { SettleControl } from './control-requests.ts';

/** Asks by enquire_link whether the peer is there, after silence in either direction; one question at a time (rule S7). */
export class KeepAlive {
  readonly #connection: Pick<Connection, 'lastHeardMs' | 'lastSentMs'>;
  readonly #silenceMs: number;
  readonly #ask: (settle: SettleControl) => void;
  readonly #onSilent: () => void;
  #isAsking = false;

  constructor(
    connection: Pick<Connection, 'lastHeardMs' | 'lastSentMs'>,
    silenceMs: number,
    ask: (settle: SettleControl) => void,
    onSilent: () => void,
  ) {
    this.#connection = connection;
    this.#silenceMs = silenceMs;
    this.#ask = ask;
    this.#onSilent = onSilent;
  }

  check(nowMs: number): void {
    const { lastHeardMs, lastSentMs } = this.#connection;
    if (this.#isAsking || nowMs - Math.min(lastHeardMs, lastSentMs) < this.#silenceMs) return;
    this.#isAsking = true;
    this.#ask((answer) => {
      this.#isAsking = false;
      if (!answer) this.#onSilent();
    });
  }
}
