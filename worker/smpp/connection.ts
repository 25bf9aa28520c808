import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { commandStatus } from '#lib/messages/command-status.ts';
import { encodePdu } from './codec.ts';
import { command, emptyLayout } from './commands.ts';
import { Framer } from './framing.ts';
import type { CloseReason, ConnectFailed } from './outcome.ts';
import { Outlet } from './outlet.ts';
import type { SessionOptions } from './session-options.ts';

/** Above this the peer reads nothing of what we answer, and we read nothing more of what it sends. */
const waitingCapOctets = 1_048_576;

/** How long the peer has for its side of the closing before the socket is destroyed. */
const lingerMs = 1_000;

export type Listener = {
  onPdu: (frame: Buffer) => void;
  /** The peer reads again. */
  onDrain: () => void;
  /** Octets are about to be given to the socket. False: they must not leave. */
  onFlush: () => boolean;
  /** The peer or the network ended it; not called after `close` or `destroy`. */
  onEnd: (reason: CloseReason) => void;
};

/** Opens the connection, with TLS where the options say so: certificate and name verified, no fall-back (rule S12). */
export function openConnection(
  options: Pick<SessionOptions, 'host' | 'port' | 'tls'>,
  timeoutMs: number,
): Promise<Connection | ConnectFailed> {
  return new Promise((resolve) => {
    const { host, port, tls } = options;
    const socket = tls
      ? connectTls({ ...(tls.ca && { ca: tls.ca }), ...namesOf(host, tls.servername), port })
      : connectTcp({ host, port });
    let stage: ConnectFailed['stage'] = 'connect';
    const fail = (detail: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ outcome: 'connectFailed', stage, detail });
    };
    const timer = setTimeout(() => fail('ETIMEDOUT'), timeoutMs);
    socket.on('error', (error) => fail(codeOf(error)));
    socket.on('close', () => fail('closed'));
    socket.once('connect', () => {
      stage = 'tls';
    });
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      resolve(new Connection(socket));
    });
  });
}

/** The certificate has to name `servername`; an address cannot be sent as SNI. */
function namesOf(host: string, servername = host) {
  return {
    host,
    ...(isIP(servername) ? {} : { servername }),
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  } as const;
}

/** An error's code, never its message: messages can carry addresses and names. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** The one file that speaks to the socket: octets in and out as whole PDUs, and an ending that happens once. */
export class Connection {
  readonly #socket: Socket;
  readonly #outlet: Outlet;
  readonly #framer = new Framer();
  #listener: Listener | null = null;
  #reason: CloseReason | null = null;
  #closed = false;
  /** Both on `performance.now()`. */
  lastHeardMs = performance.now();
  lastSentMs = performance.now();
  /** Settled when the socket is gone. */
  readonly gone: Promise<void>;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#outlet = new Outlet(socket, () => {
      if (this.#listener?.onFlush() === false) return false;
      this.lastSentMs = performance.now();
      return true;
    });
    socket.setNoDelay(true);
    this.gone = new Promise((resolve) => socket.on('close', () => resolve()));
    socket.on('error', (error) => this.#end({ kind: 'connectionLost', detail: codeOf(error) }));
    socket.on('end', () => this.#end({ kind: 'peerClosed', detail: null }));
    socket.on('close', () => this.#end({ kind: 'connectionLost', detail: null }));
  }

  /** Reading starts here; an ending before it is told at once. */
  listen(listener: Listener): void {
    this.#listener = listener;
    if (this.#reason) {
      listener.onEnd(this.#reason);
      return;
    }
    this.#socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#socket.on('drain', () => {
      this.#socket.resume();
      if (!this.#closed) listener.onDrain();
    });
  }

  /** True while the peer reads slower than we write: only answers should be written (rule S11). */
  get blocked(): boolean {
    return this.#outlet.blocked;
  }

  /** Writes one PDU, to leave in this turn of the event loop. Nothing happens after the end. */
  write(octets: Buffer): void {
    if (this.#closed) return;
    this.#outlet.write(octets);
    if (this.#outlet.blocked && this.#outlet.waitingOctets > waitingCapOctets) this.#socket.pause();
  }

  flush(): void {
    this.#outlet.flush();
  }

  /** Ends our side and gives the peer a moment for its own. What was not flushed never leaves. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#outlet.discard();
    if (this.#reason?.kind === 'unreadableStream') this.#socket.write(lengthRefusal);
    this.#socket.end();
    this.#socket.resume();
    const timer = setTimeout(() => this.#socket.destroy(), lingerMs);
    void this.gone.then(() => clearTimeout(timer));
  }

  destroy(): void {
    this.#closed = true;
    this.#outlet.discard();
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    if (this.#closed) return;
    this.lastHeardMs = performance.now();
    const refusal = this.#framer.push(chunk, (frame) => {
      this.#listener?.onPdu(frame);
      return !this.#closed;
    });
    if (refusal) {
      this.#end({ kind: 'unreadableStream', detail: `command_length ${refusal.commandLength}` });
    }
  }

  #end(reason: CloseReason): void {
    if (this.#closed || this.#reason) return;
    this.#reason = reason;
    this.#listener?.onEnd(reason);
  }
}

/** Which PDU it was cannot be known, so its sequence number is 0 (SMPP 3.4 §4.3.1). */
const lengthRefusal = encodePdu(
  {
    commandId: command.genericNack,
    commandStatus: commandStatus.invalidCommandLength,
    sequence: 0,
  },
  emptyLayout,
  { tlvs: [] },
);
