import type { Socket } from 'node:net';
import { reach } from '#lib/outbox/fault-points.ts';

const slabOctets = 65_536;

/**
 * What leaves the session: PDUs are copied side by side into one buffer and leave in one socket write per turn of the
 * event loop. `blocked` says that the peer reads slower than we write (`socket.write() === false`).
 */
export class Outlet {
  readonly #socket: Socket;
  readonly #onFlush: () => boolean;
  #slab = Buffer.allocUnsafe(slabOctets);
  #from = 0;
  #to = 0;
  #scheduled = false;
  blocked = false;

  /** `onFlush` is called right before octets are given to the socket: from then on they may have left. False: they never do. */
  constructor(socket: Socket, onFlush: () => boolean) {
    this.#socket = socket;
    this.#onFlush = onFlush;
    socket.on('drain', () => {
      this.blocked = false;
    });
  }

  /** Octets that the operating system has not taken yet, and those waiting for the next flush. */
  get waitingOctets(): number {
    return this.#socket.writableLength + this.#to - this.#from;
  }

  write(octets: Buffer): void {
    if (this.#to + octets.length > this.#slab.length) {
      this.flush();
      this.#slab = Buffer.allocUnsafe(Math.max(slabOctets, octets.length));
      this.#from = this.#to = 0;
    }
    this.#slab.set(octets, this.#to);
    this.#to += octets.length;
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  /** Gives what is waiting to the socket now. The written part of the buffer is never used again. */
  flush(): void {
    if (this.#from === this.#to || !this.#socket.writable) return;
    const octets = this.#slab.subarray(this.#from, this.#to);
    this.#from = this.#to;
    if (!this.#onFlush()) return;
    if (!this.#socket.write(octets)) this.blocked = true;
    reach('written');
  }

  /** Forgets what has not been flushed: it never leaves. */
  discard(): void {
    this.#from = this.#to;
  }
}
