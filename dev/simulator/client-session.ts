import type { PDU, Session } from 'smpp';
import type { Delivery } from './delivery.ts';
import { smpp } from './smpp-library.ts';
import { Wire } from './wire.ts';

/** How many deliveries of one connection may wait for their answers. */
const DELIVERY_WINDOW = 500;

/** One connection of a client: what it may do, and the deliveries that it has not answered yet. */
export class ClientSession {
  readonly number: number;
  readonly session: Session;
  readonly wire: Wire;
  canSubmit = false;
  canReceive = false;
  #unanswered = new Map<number, Delivery>();
  #corked = false;

  constructor(number: number, session: Session) {
    this.number = number;
    this.session = session;
    this.wire = new Wire(session.socket);
  }

  get isOpen(): boolean {
    return this.session.socket.writable;
  }

  get hasRoom(): boolean {
    return this.canReceive && this.isOpen && this.#unanswered.size < DELIVERY_WINDOW;
  }

  /** Writes a PDU; those of one turn of the event loop leave together. */
  send(pdu: PDU, answered?: (response: PDU) => void): boolean {
    this.#cork();
    return this.session.send(pdu, answered);
  }

  /** Writes octets as they are, in their place among the PDUs. */
  write(octets: Buffer): void {
    this.#cork();
    this.wire.write(octets);
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
    this.stopServing();
    return deliveries;
  }

  /** Half open: the connection stays, and nothing is read or written any more. */
  freeze(): void {
    this.stopServing();
    this.session.pause();
    this.wire.isDead = true;
  }

  hangUp(): void {
    this.stopServing();
    this.session.destroy();
  }

  stopServing(): void {
    this.canReceive = false;
    this.canSubmit = false;
  }

  #cork(): void {
    if (this.#corked) return;
    const { socket } = this.session;
    this.#corked = true;
    socket.cork();
    setImmediate(() => {
      this.#corked = false;
      socket.uncork();
    });
  }
}
