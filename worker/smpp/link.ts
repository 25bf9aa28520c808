import type { BindRefused, CloseReason, ConnectFailed } from './outcome.ts';
import { connectSession, type Session } from './session.ts';
import type { SessionOptions } from './session-options.ts';

/** What carries submits there and receipts back: one session, or a pair of them. */
export type Link = Pick<
  Session,
  | 'outcome'
  | 'closed'
  | 'isOpen'
  | 'freeSlots'
  | 'submit'
  | 'unbind'
  | 'destroy'
  | 'peerInterfaceVersion'
>;

/** Rule S4: binds as transceiver, or as transmitter and receiver. Refusals are values, as `connectSession` says. */
export async function connectLink(
  options: Omit<SessionOptions, 'bindKind'>,
  kind: 'transceiver' | 'transmitterAndReceiver',
): Promise<Link | BindRefused | ConnectFailed> {
  if (kind === 'transceiver') return connectSession({ ...options, bindKind: 'transceiver' });
  // The receiver first: a receipt must have its way back before anything is sent.
  const receiver = await connectSession({ ...options, bindKind: 'receiver' });
  if (receiver.outcome !== 'bound') return receiver;
  const transmitter = await connectSession({ ...options, bindKind: 'transmitter' });
  if (transmitter.outcome === 'bound') return new Pair(transmitter, receiver);
  await receiver.unbind();
  return transmitter;
}

/** A transmitter and a receiver that live together: the end of either ends both. */
class Pair implements Link {
  readonly outcome = 'bound';
  readonly closed: Promise<CloseReason>;
  readonly peerInterfaceVersion: number | null;
  readonly #transmitter: Session;
  readonly #receiver: Session;

  constructor(transmitter: Session, receiver: Session) {
    this.#transmitter = transmitter;
    this.#receiver = receiver;
    this.peerInterfaceVersion = transmitter.peerInterfaceVersion;
    this.closed = this.#end();
  }

  get isOpen(): boolean {
    return this.#transmitter.isOpen && this.#receiver.isOpen;
  }

  get freeSlots(): number {
    return this.isOpen ? this.#transmitter.freeSlots : 0;
  }

  submit(...args: Parameters<Session['submit']>) {
    return this.#transmitter.submit(...args);
  }

  async unbind(): Promise<CloseReason> {
    await this.#transmitter.unbind();
    return this.closed;
  }

  destroy(): void {
    this.#transmitter.destroy();
    this.#receiver.destroy();
  }

  /** What the other one has in flight keeps its chance to be answered. */
  async #end(): Promise<CloseReason> {
    const both = [this.#transmitter, this.#receiver];
    const first = await Promise.race(both.map((session) => session.closed));
    await Promise.all(both.map((session) => session.unbind()));
    return first;
  }
}
