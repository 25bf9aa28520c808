import type { ClientSession } from './client-session.ts';
import type { Delivery } from './delivery.ts';
import type { Ledger } from './ledger.ts';
import type { Weather } from './weather.ts';

const MOST_TRIES = 20;

/** Receipts and texts from phones that are due, in order, and the connections that can take them. */
export class DeliveryQueue {
  readonly #ledger: Ledger;
  readonly #clients: ReadonlySet<ClientSession>;
  readonly #weather: () => Weather;
  #due: Delivery[] = [];
  #next = 0;
  receiptsSent = 0;

  constructor(ledger: Ledger, clients: ReadonlySet<ClientSession>, weather: () => Weather) {
    this.#ledger = ledger;
    this.#clients = clients;
    this.#weather = weather;
  }

  get waiting(): number {
    return this.#due.length - this.#next;
  }

  /** Sends it after so many milliseconds, on whichever connection can take it then. */
  sendLater(delivery: Delivery, delayMs: number): void {
    this.sendInTurn([delivery], delayMs, 0);
  }

  /** Sends the first after `delayMs` and each other `gapMs` behind it, in their order however late the timers are. */
  sendInTurn([first, ...rest]: readonly Delivery[], delayMs: number, gapMs: number): void {
    if (!first) return;
    const send = () => {
      this.send([first]);
      this.sendInTurn(rest, gapMs, gapMs);
    };
    setTimeout(send, delayMs).unref();
  }

  /** Sends them as soon as a connection can take them; also again, when theirs is gone. */
  send(deliveries: readonly Delivery[]): void {
    this.#due.push(...deliveries);
    this.pump();
  }

  /** Sends what is due while a connection has room. */
  pump(): void {
    if (this.#weather().holdReceipts) return;
    while (this.waiting > 0) {
      const delivery = this.#due[this.#next]!;
      const able = [...this.#clients].filter((one) => one.hasRoom);
      const client = able.find((one) => one.number !== delivery.notOn) ?? able[0];
      if (!client) return;
      this.#give(client, delivery);
      this.#next += 1;
      if (this.#next > 10_000) {
        this.#due = this.#due.slice(this.#next);
        this.#next = 0;
      }
    }
  }

  #give(client: ClientSession, delivery: Delivery): void {
    delivery.tries += 1;
    if (delivery.row.kind === 'receipt') this.receiptsSent += 1;
    const at = new Date().toISOString();
    this.#ledger.append({ ...delivery.row, at, connection: client.number });
    const refused = () => {
      if (delivery.tries < MOST_TRIES) this.sendLater(delivery, this.#weather().receiptRetryMs);
    };
    client.deliver(delivery, refused, () => this.pump());
  }
}
