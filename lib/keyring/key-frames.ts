import { maxFrameOctets } from './key-protocol.ts';

const HEAD_OCTETS = 4;

/** One frame: the length of the JSON (4 octets, big-endian) and the JSON. Throws when it would be too long. */
export function keyFrame(value: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(value));
  if (body.length > maxFrameOctets) throw new Error('The frame is too long.');
  const head = Buffer.alloc(HEAD_OCTETS);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

/** Cuts a stream into frames, however it was chopped. */
export class KeyFrames {
  #rest: Buffer = Buffer.alloc(0);

  /** The values that `chunk` completes. Throws for a length over the limit and for what is no JSON: give the stream up. */
  push(chunk: Buffer): unknown[] {
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const values: unknown[] = [];
    while (this.#rest.length >= HEAD_OCTETS) {
      const length = this.#rest.readUInt32BE(0);
      if (length > maxFrameOctets) throw new Error('The frame is too long.');
      const end = HEAD_OCTETS + length;
      if (this.#rest.length < end) break;
      values.push(JSON.parse(this.#rest.toString('utf8', HEAD_OCTETS, end)));
      this.#rest = this.#rest.subarray(end);
    }
    return values;
  }
}
