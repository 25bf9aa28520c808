import { decodeOctets, encodingName } from './decode-octets.ts';
import { bodyOf, type Submit } from './submit.ts';

export type ArrivedPart = { part: number; octets: number; at: string; smscId: string | null };

/** A text as the phone shows it, put together from its parts. */
export type ArrivedMessage = {
  id: number;
  to: string;
  from: string;
  text: string;
  at: string;
  encoding: string;
  /** The parts that are here, in their order. */
  parts: ArrivedPart[];
  partCount: number;
  complete: boolean;
  /** The one-time code in the text, if it has one. */
  code: string | null;
};

/** A text that was written on the phone. */
export type WrittenText = { id: number; to: string; text: string; at: string };

/** One phone: what arrived on it and what was written on it, newest first. */
export type Phone = {
  number: string;
  messages: ArrivedMessage[];
  written: readonly WrittenText[];
};

type Growing = { message: ArrivedMessage; texts: (string | undefined)[] };

/** Older messages are forgotten, so that a load test does not fill the memory. */
const MOST_MESSAGES = 100_000;

/** What lies on the phones: which texts arrived on which number. */
export class Phones {
  #phones = new Map<string, Growing[]>();
  #order: Growing[] = [];
  #incomplete = new Map<string, Growing>();
  #written = new Map<string, readonly WrittenText[]>();
  #writtenCount = 0;

  /** A part, or a whole short text, reaches its phone. */
  deliver(submit: Submit): void {
    const { part = 1, count = 1, reference = 0 } = submit.udh ?? {};
    const key = `${submit.to}/${submit.from}/${reference}/${count}`;
    let growing = this.#incomplete.get(key);
    // A part that is here already belongs to another text: references come round again.
    if (growing?.texts[part - 1] !== undefined || !growing) growing = this.#begin(submit, count);
    growing.texts[part - 1] = decodeOctets(submit.dataCoding, bodyOf(submit));
    const { at, smscId } = submit;
    addPart(growing, { part, octets: submit.octets.length / 2, at, smscId });
    if (growing.message.complete) this.#incomplete.delete(key);
    else this.#incomplete.set(key, growing);
    if (this.#order.length > MOST_MESSAGES * 1.1) this.#forgetOldest();
  }

  /** Somebody writes on the phone with this number. */
  write({ from, to, text }: { from: string; to: string; text: string }): void {
    this.#writtenCount += 1;
    const written = { id: this.#writtenCount, to, text, at: new Date().toISOString() };
    this.#written.set(from, [...this.#writtenOn(from), written]);
    this.#putOnTop(from, this.#phones.get(from) ?? []);
  }

  /** The texts on the numbers that contain these digits (all without), oldest first. */
  messages(to = ''): ArrivedMessage[] {
    const found = this.#order.filter((one) => matches(one.message.to, to));
    return found.map((one) => one.message);
  }

  /** The numbers that contain these digits, that of the newest text first, and newest texts first. */
  phones(to = ''): Phone[] {
    return [...this.#phones]
      .filter(([number]) => matches(number, to))
      .map(([number, messages]) => ({
        number,
        messages: messages.map((one) => one.message).reverse(),
        written: this.#writtenOn(number).toReversed(),
      }))
      .reverse();
  }

  get count(): number {
    return this.#order.length;
  }

  #begin(submit: Submit, count: number): Growing {
    const growing = { message: emptyMessage(submit, count), texts: new Array(count) };
    this.#order.push(growing);
    this.#putOnPhone(growing);
    return growing;
  }

  #putOnPhone(growing: Growing): void {
    const { to } = growing.message;
    const messages = this.#phones.get(to) ?? [];
    messages.push(growing);
    this.#putOnTop(to, messages);
  }

  /** Put last again: the phones are listed by their newest text. */
  #putOnTop(number: string, messages: Growing[]): void {
    this.#phones.delete(number);
    this.#phones.set(number, messages);
  }

  #writtenOn(number: string): readonly WrittenText[] {
    return this.#written.get(number) ?? [];
  }

  #forgetOldest(): void {
    this.#order = this.#order.slice(-MOST_MESSAGES);
    this.#phones.clear();
    this.#incomplete.clear();
    for (const growing of this.#order) this.#putOnPhone(growing);
  }
}

const digitsOf = (text: string) => text.replace(/\D/g, '');
const matches = (number: string, wanted: string) => digitsOf(number).includes(digitsOf(wanted));

function emptyMessage(submit: Submit, partCount: number): ArrivedMessage {
  return {
    id: submit.id,
    to: submit.to,
    from: submit.from,
    text: '',
    at: submit.at,
    encoding: encodingName(submit.dataCoding),
    parts: [],
    partCount,
    complete: false,
    code: null,
  };
}

function addPart({ message, texts }: Growing, part: ArrivedPart): void {
  message.parts.push(part);
  message.parts.sort((a, b) => a.part - b.part);
  message.at = part.at;
  message.complete = message.parts.length >= message.partCount;
  message.text = Array.from(texts, (text) => text ?? '…').join('');
  message.code = codeIn(message.text);
}

/** A number of 4 to 8 digits in a text that speaks of a code, in English or Greek. */
function codeIn(text: string): string | null {
  if (!/\bcode\b|κωδικ/i.test(text)) return null;
  return /(?<![\d+])\d{4,8}(?!\d)/.exec(text)?.[0] ?? null;
}
