import type { PDU, Session } from 'smpp';
import type { Delivery } from './delivery.ts';
import { smpp } from './smpp-library.ts';

/** How many deliveries of one connection may wait for their answers. */
const DELIVERY_WINDOW = 500;

/** One connection of a client: what it may do, and the deliveries that it has not answered yet. */
export class ClientSession {
  readonly number: number;
  readonly session: Session;
  canSubmit = false;
  canReceive = false;
  #unanswered = new Map<number, Delivery>();
  #corked = false;

  constructor(number: number, session: Session) {
    this.number = number;
    this.session = session;
  }

  get isOpen(): boolean {
    return this.session.socket.writable;
  }

  get hasRoom(): boolean {
    return this.canReceive && this.isOpen && this.#unanswered.size < DELIVERY_WINDOW;
  }

  /** Writes a PDU; those of one turn of the event loop leave together. */
  send(pdu: PDU, answered?: (response: PDU) => void): boolean {
    const { socket } = this.session;
    if (!this.#corked) {
      this.#corked = true;
      socket.cork();
      setImmediate(() => {
        this.#corked = false;
        socket.uncork();
      });
    }
    return this.session.send(pdu, answered);
  }

  /** Sends a receipt or a text from a phone; `refused` is called when the client answers it with an error. False where the line is gone. */
  deliver(delivery: Delivery, refused: () => void, room: () => void): boolean {
    const pdu = new smpp.PDU(delivery.command, delivery.fields());
    const isSent = this.send(pdu, (response) => {
      this.#unanswered.delete(pdu.sequence_number);
      if (response.command_status !== 0) refused();
      room();
    });
    if (isSent) this.#unanswered.set(pdu.sequence_number, delivery);
    return isSent;
  }

  /** What the client never answered, when the line is gone. */
  takeUnanswered(): Delivery[] {
    const deliveries = [...this.#unanswered.values()];
    this.#unanswered.clear();
    this.canReceive = false;
    return deliveries;
  }

  hangUp(): void {
    this.canReceive = false;
    this.canSubmit = false;
    this.session.destroy();
  }
}
