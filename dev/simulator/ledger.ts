import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Submit } from './submit.ts';

/** A receipt that was sent; one row each time it is sent. */
export type ReceiptSent = {
  at: string;
  to: string;
  /** As written in the receipt. */
  id: string;
  smscId: string;
  stat: string;
  reference: number | null;
  /** By which it went out. */
  connection: number;
};

/** A text from a phone, or a part of one; one row each time it is sent. */
export type PhoneText = {
  at: string;
  from: string;
  to: string;
  text: string;
  part: number;
  parts: number;
  connection: number;
};

/** A connection that was opened or closed. */
type Connection = { at: string; connection: number; event: 'opened' | 'closed' };

/** A bind that was tried, and its command_status; null where it had no answer. */
export type BindTried = {
  at: string;
  connection: number;
  command: string;
  systemId: string;
  status: number | null;
};

/** An answer that was not given in the moment the submit was written down, or a second one. */
type Answer = { at: string; submit: number; status: number };

export type Row =
  | ({ kind: 'submit' } & Submit)
  | ({ kind: 'connection' } & Connection)
  | ({ kind: 'bind' } & BindTried)
  | ({ kind: 'answer' } & Answer)
  | ({ kind: 'receipt' } & ReceiptSent)
  | ({ kind: 'phone' } & PhoneText);

const FLUSH_EVERY_MS = 20;
const FLUSH_AT_ROWS = 2_000;

/**
 * Everything that came and everything that was said, in order, never changed: what tests compare the database with.
 * In memory, and in `file` (JSON lines) where one is named; there a row may be 20 ms late.
 */
export class Ledger {
  readonly #file: number | null;
  readonly #path: string | null;
  readonly #timer: NodeJS.Timeout | null;
  #rows: Row[] = [];

  constructor(path: string | null) {
    this.#path = path;
    this.#file = path === null ? null : openSync(path, 'a');
    this.#timer = path === null ? null : setInterval(() => this.flush(), FLUSH_EVERY_MS).unref();
  }

  append(row: Row): void {
    this.#rows.push(row);
    if (this.#file !== null && this.#rows.length >= FLUSH_AT_ROWS) this.flush();
  }

  /** All rows, those of earlier processes on the same file included. */
  rows(): Row[] {
    if (this.#path === null) return this.#rows;
    this.flush();
    return readRows(this.#path);
  }

  /** As JSON lines. */
  text(): string {
    if (this.#path === null) return linesOf(this.#rows);
    this.flush();
    return readFileSync(this.#path, 'utf8');
  }

  /** Each submit with its first answer. */
  submits(): Submit[] {
    const submits = new Map<number, Submit>();
    for (const row of this.rows()) {
      if (row.kind === 'submit') {
        const { kind: _, ...submit } = row;
        submits.set(submit.id, submit);
      } else if (row.kind === 'answer') {
        const submit = submits.get(row.submit);
        if (submit && submit.status === null) submit.status = row.status;
      }
    }
    return [...submits.values()];
  }

  receipts(): ReceiptSent[] {
    return this.rows().filter((row) => row.kind === 'receipt');
  }

  phoneTexts(): PhoneText[] {
    return this.rows().filter((row) => row.kind === 'phone');
  }

  binds(): BindTried[] {
    return this.rows().filter((row) => row.kind === 'bind');
  }

  connections(): Connection[] {
    return this.rows().filter((row) => row.kind === 'connection');
  }

  flush(): void {
    if (this.#file === null || this.#rows.length === 0) return;
    const lines = linesOf(this.#rows);
    this.#rows = [];
    writeSync(this.#file, lines);
  }

  close(): void {
    this.flush();
    if (this.#timer) clearInterval(this.#timer);
    if (this.#file !== null) closeSync(this.#file);
  }
}

const linesOf = (rows: readonly Row[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

function readRows(path: string): Row[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}
