import type { Socket } from 'node:net';

/** Below the library's session: what becomes of the octets that it writes to a client. */
export class Wire {
  readonly #write: (octets: Buffer) => boolean;
  #waiting: number[] = [];
  #isDripping = false;
  /** Every octet by itself. */
  octetwise = false;
  /** Half open: nothing is written any more, and the client is not told. */
  isDead = false;

  constructor(socket: Socket) {
    this.#write = socket.write.bind(socket);
    socket.write = ((octets: Buffer) => this.write(octets)) as Socket['write'];
  }

  /** Writes octets as they are, whether or not they are a PDU. */
  write(octets: Buffer): boolean {
    if (this.isDead) return true;
    if (!this.octetwise && !this.#isDripping) return this.#write(octets);
    for (const octet of octets) this.#waiting.push(octet);
    if (!this.#isDripping) this.#drip(0);
    return true;
  }

  /** In order also with what is written whole meanwhile. */
  #drip(at: number): void {
    this.#isDripping = at < this.#waiting.length;
    if (!this.#isDripping) {
      this.#waiting = [];
      return;
    }
    if (!this.isDead) this.#write(Buffer.from([this.#waiting[at]!]));
    setImmediate(() => this.#drip(at + 1));
  }
}

const header = (length: number, command: number) => {
  const octets = Buffer.alloc(16);
  for (const [i, value] of [length, command, 0, 0x7ffe_0000].entries())
    octets.writeUInt32BE(value, i * 4);
  return octets;
};
const enquireLink = 0x15;
const deliverSm = 0x05;

/** What no SMSC should write. */
export const oddOctets = {
  garbage: Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
  /** A length of 16 MiB. */
  tooLong: header(0x0100_0000, deliverSm),
  /** A length under that of a header. */
  tooShort: header(8, enquireLink),
  /** A deliver_sm that ends in the middle of an address. */
  cut: Buffer.concat([header(25, deliverSm), Buffer.from('\0\x01\x01306912')]),
  unknownCommand: header(16, 0x00ff_0001),
  /** Fifty in one segment. */
  fifty: Buffer.concat(Array.from({ length: 50 }, () => header(16, enquireLink))),
} as const;
