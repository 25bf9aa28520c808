import type { ClientSession } from './client-session.ts';
import type { Ledger } from './ledger.ts';
import type { Receipt } from './receipt.ts';
import type { Weather } from './weather.ts';

const MOST_TRIES = 20;

/** Receipts that are due, in order, and the connections that can take them. */
export class ReceiptQueue {
  readonly #ledger: Ledger;
  readonly #clients: ReadonlySet<ClientSession>;
  readonly #weather: () => Weather;
  #due: Receipt[] = [];
  #next = 0;
  sent = 0;

  constructor(ledger: Ledger, clients: ReadonlySet<ClientSession>, weather: () => Weather) {
    this.#ledger = ledger;
    this.#clients = clients;
    this.#weather = weather;
  }

  get waiting(): number {
    return this.#due.length - this.#next;
  }

  /** Sends it after so many milliseconds, on whichever connection can take it then. */
  sendLater(receipt: Receipt, delayMs: number): void {
    setTimeout(() => {
      this.#due.push(receipt);
      this.pump();
    }, delayMs).unref();
  }

  /** Receipts whose connection is gone go out again on the next one. */
  sendAgain(receipts: readonly Receipt[]): void {
    this.#due.push(...receipts);
    this.pump();
  }

  /** Sends what is due while a connection has room. */
  pump(): void {
    if (this.#weather().holdReceipts) return;
    while (this.waiting > 0) {
      const client = [...this.#clients].find((one) => one.hasRoom);
      if (!client) return;
      this.#send(client, this.#due[this.#next]!);
      this.#next += 1;
      if (this.#next > 10_000) {
        this.#due = this.#due.slice(this.#next);
        this.#next = 0;
      }
    }
  }

  #send(client: ClientSession, receipt: Receipt): void {
    receipt.tries += 1;
    this.sent += 1;
    const { submit, plan, id } = receipt;
    this.#ledger.append({
      kind: 'receipt',
      at: new Date().toISOString(),
      to: submit.to,
      id,
      smscId: submit.smscId ?? '',
      stat: plan.stat,
      reference: submit.reference,
    });
    const refused = () => {
      if (receipt.tries < MOST_TRIES) this.sendLater(receipt, this.#weather().receiptRetryMs);
    };
    client.sendReceipt(receipt, refused, () => this.pump());
  }
}
