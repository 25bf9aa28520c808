import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { after } from 'node:test';
import { encodePdu } from './smpp/codec.ts';
import { command, emptyLayout } from './smpp/commands.ts';
import { Framer } from './smpp/framing.ts';

type Direction = 'toWorker' | 'toSmsc';
type Line = { worker: Socket; smsc: Socket };

const trickleOctets = 16;
const trickleEveryMs = 5;
/** Sequence numbers that the SMSC does not come to. */
const firstSequence = 0x7000_0000;

/** A line between a worker and its SMSC that carries whole PDUs, and that a test disturbs. */
export class TestProxy {
  readonly port: number;
  readonly #lines = new Set<Line>();
  readonly #asked = new Map<number, () => void>();
  #nextSequence = firstSequence;
  /** Directions in which every PDU is lost, while both sockets stay. */
  muted: Direction[] = [];
  /** The direction of which the next PDU is cut off in its middle, with the line. */
  cut: Direction | null = null;
  /** What goes to the worker comes a few octets at a time. */
  trickles = false;
  /** The answers of the worker to deliver_sm. */
  deliveryAnswers: { atMs: number; status: number }[] = [];

  constructor(port: number) {
    this.port = port;
  }

  accept(worker: Socket, smscPort: number): void {
    const line = { worker, smsc: connect(smscPort, '127.0.0.1') };
    this.#lines.add(line);
    for (const [from, to, direction] of [
      [line.worker, line.smsc, 'toSmsc'],
      [line.smsc, line.worker, 'toWorker'],
    ] as const) {
      const framer = new Framer();
      const carry = this.#carrier(line, to, direction);
      from.setNoDelay(true);
      from.on('data', (chunk: Buffer) => framer.push(chunk, carry));
      from.on('error', () => this.#end(line));
      from.on('close', () => this.#end(line));
    }
  }

  /** Ends every line with RST. */
  reset(): void {
    for (const { worker, smsc } of this.#lines) {
      worker.resetAndDestroy();
      smsc.resetAndDestroy();
    }
  }

  heal(): void {
    this.muted = [];
    this.trickles = false;
  }

  /** Asks the worker by enquire_link, as an SMSC does. Returns how long its answer took, in milliseconds. */
  async enquire(withinMs: number): Promise<number> {
    const sequence = this.#nextSequence++;
    const startMs = performance.now();
    const head = { commandId: command.enquireLink, commandStatus: 0, sequence };
    const answered = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('enquire_link was not answered')), withinMs);
      this.#asked.set(sequence, () => {
        clearTimeout(timer);
        resolve();
      });
    });
    for (const { worker } of this.#lines) worker.write(encodePdu(head, emptyLayout, { tlvs: [] }));
    await answered;
    return performance.now() - startMs;
  }

  #carrier(line: Line, to: Socket, direction: Direction): (frame: Buffer) => boolean {
    let waiting = Buffer.alloc(0);
    const trickle = () => {
      const octets = this.trickles ? trickleOctets : waiting.length;
      to.write(waiting.subarray(0, octets));
      waiting = waiting.subarray(octets);
      if (waiting.length > 0) setTimeout(trickle, trickleEveryMs);
    };
    return (frame) => {
      this.#note(direction, frame);
      if (this.muted.includes(direction)) return true;
      if (this.cut === direction) {
        this.cut = null;
        to.end(frame.subarray(0, frame.length / 2));
        this.#end(line);
        return false;
      }
      const isFirst = waiting.length === 0;
      if (isFirst && !this.trickles) return to.write(frame) || true;
      waiting = Buffer.concat([waiting, frame]);
      if (isFirst) trickle();
      return true;
    };
  }

  #note(direction: Direction, frame: Buffer): void {
    if (direction === 'toWorker') return;
    const commandId = frame.readUInt32BE(4);
    if (commandId === command.deliverSmResp) {
      this.deliveryAnswers.push({ atMs: Date.now(), status: frame.readUInt32BE(8) });
    }
    if (commandId === command.enquireLinkResp) this.#asked.get(frame.readUInt32BE(12))?.();
  }

  #end(line: Line): void {
    this.#lines.delete(line);
    for (const socket of [line.worker, line.smsc]) if (!socket.writableEnded) socket.destroy();
  }
}

/** Listens for workers of this test file, in front of the SMSC at `smscPort`. */
export async function openProxy(smscPort: number): Promise<TestProxy> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy = new TestProxy((server.address() as AddressInfo).port);
  server.on('connection', (worker) => proxy.accept(worker, smscPort));
  after(() => {
    proxy.reset();
    server.close();
  });
  return proxy;
}
