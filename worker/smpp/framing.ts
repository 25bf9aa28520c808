/** Largest command_length we accept, in octets: a message_payload of 64 KiB would not fit a short message anyway. */
export const maxPduOctets = 65_536;

/** Smallest command_length there is: the header alone (SMPP 3.4 §3.2). */
export const headOctets = 16;

/** The length field that made the stream unreadable; the session has to close. */
export type FramingRefusal = { commandLength: number };

/**
 * Cuts a byte stream into PDUs by their length field, which is read before anything else. A PDU that lies whole in
 * one chunk is handed on as a view of it; only one that crosses a chunk's border is gathered in a buffer of its own.
 */
export class Framer {
  readonly #capOctets: number;
  readonly #length = Buffer.alloc(4);
  #lengthFilled = 0;
  #frame: Buffer | null = null;
  #filled = 0;

  constructor(capOctets: number = maxPduOctets) {
    this.#capOctets = capOctets;
  }

  /**
   * Takes the next chunk and calls `onFrame` for each PDU completed by it; `false` from it stops at once.
   * A length under 16 or over the cap is returned as a refusal, after which nothing more can be read.
   */
  push(chunk: Buffer, onFrame: (frame: Buffer) => boolean): FramingRefusal | null {
    let at = 0;
    while (at < chunk.length) {
      if (this.#frame) {
        at += this.#gather(this.#frame, chunk, at);
        if (this.#filled < this.#frame.length) return null;
        const whole = this.#frame;
        this.#frame = null;
        if (!onFrame(whole)) return null;
      } else if (this.#lengthFilled === 0 && chunk.length - at >= 4) {
        const commandLength = chunk.readUInt32BE(at);
        if (!this.#accepts(commandLength)) return { commandLength };
        if (chunk.length - at < commandLength) {
          this.#begin(commandLength);
          continue;
        }
        at += commandLength;
        if (!onFrame(chunk.subarray(at - commandLength, at))) return null;
      } else {
        this.#length[this.#lengthFilled++] = chunk[at++]!;
        if (this.#lengthFilled < 4) continue;
        const commandLength = this.#length.readUInt32BE(0);
        if (!this.#accepts(commandLength)) return { commandLength };
        this.#begin(commandLength).set(this.#length);
        this.#filled = 4;
      }
    }
    return null;
  }

  #accepts(commandLength: number): boolean {
    return commandLength >= headOctets && commandLength <= this.#capOctets;
  }

  #begin(commandLength: number): Buffer {
    this.#lengthFilled = 0;
    this.#filled = 0;
    this.#frame = Buffer.allocUnsafe(commandLength);
    return this.#frame;
  }

  #gather(frame: Buffer, chunk: Buffer, at: number): number {
    const taken = chunk.copy(frame, this.#filled, at);
    this.#filled += taken;
    return taken;
  }
}
