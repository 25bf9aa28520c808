import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { encodePdu, type Head, readHead } from './codec.ts';
import {
  type BodyOf,
  bindRespLayout,
  command,
  emptyLayout,
  type Layout,
  messageIdLayout,
  type SubmitSm,
  shortMessageLayout,
} from './commands.ts';
import { Framer } from './framing.ts';
import { connectSession, type Session } from './session.ts';
import type { SessionOptions } from './session-options.ts';

/** One connection of a client, seen from an SMSC of which the test decides every octet. */
export class Peer {
  readonly socket: Socket;
  readonly heads: Head[] = [];

  constructor(socket: Socket) {
    this.socket = socket;
  }

  send<L extends Layout>(
    head: Pick<Head, 'commandId' | 'sequence'> & Partial<Head>,
    layout: L,
    body: BodyOf<L>,
  ): void {
    this.socket.write(encodePdu({ commandStatus: 0, ...head }, layout, body));
  }

  sendEmpty(commandId: number, sequence: number, commandStatus = 0): void {
    this.send({ commandId, sequence, commandStatus }, emptyLayout, { tlvs: [] });
  }

  answerSubmit(sequence: number, messageId: string, commandStatus = 0): void {
    const head = { commandId: command.submitSmResp, sequence, commandStatus };
    this.send(head, messageIdLayout, { messageId, tlvs: [] });
  }

  deliver(sequence: number, fields: Partial<SubmitSm> = {}): void {
    const head = { commandId: command.deliverSm, sequence };
    this.send(head, shortMessageLayout, messageOf(fields));
  }

  /** Those that the client sent with this command. */
  received(commandId: number): Head[] {
    return this.heads.filter((head) => head.commandId === commandId);
  }
}

type Reaction = (peer: Peer, head: Head, frame: Buffer) => void;
/** What the SMSC does with a command; what is not named behaves well. */
export type Script = Partial<Record<keyof typeof command, Reaction>>;

const wellBehaved: Script = {
  bindTransceiver: (peer, { sequence }) =>
    peer.send({ commandId: command.bindTransceiverResp, sequence }, bindRespLayout, {
      systemId: 'smsc',
      tlvs: [],
    }),
  submitSm: (peer, { sequence }) => peer.answerSubmit(sequence, `id-${sequence}`),
  enquireLink: (peer, { sequence }) => peer.sendEmpty(command.enquireLinkResp, sequence),
  unbind: (peer, { sequence }) => peer.sendEmpty(command.unbindResp, sequence),
};

/** A raw server on a loopback port; it is gone at the end of the test. */
export async function startRawSmsc(t: TestContext, script: Script = {}) {
  const reactions = new Map<number, Reaction>();
  for (const [name, reaction] of Object.entries({ ...wellBehaved, ...script })) {
    reactions.set(command[name as keyof typeof command], reaction);
  }
  const peers: Peer[] = [];
  const server = createServer((socket) => {
    const peer = new Peer(socket);
    peers.push(peer);
    const framer = new Framer();
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      framer.push(chunk, (frame) => {
        const head = readHead(frame);
        peer.heads.push(head);
        reactions.get(head.commandId)?.(peer, head, frame);
        return true;
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const { socket } of peers) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, peers };
}

export const credentials = { systemId: 'allsms', password: 'secret' } as const;

/** A session that the test expects to be bound; destroyed at its end. */
export async function bound(
  t: TestContext,
  port: number,
  options: Partial<SessionOptions> = {},
): Promise<Session> {
  const session = await connectSession({
    host: '127.0.0.1',
    port,
    tls: null,
    bindKind: 'transceiver',
    ...credentials,
    onDeliver: async () => {},
    ...options,
  });
  if (session.outcome !== 'bound') throw new Error(`not bound: ${JSON.stringify(session)}`);
  t.after(() => session.destroy());
  return session;
}

/** A submit_sm or deliver_sm with plausible fields. */
export function messageOf(fields: Partial<SubmitSm> = {}): SubmitSm {
  return {
    serviceType: '',
    sourceAddrTon: 5,
    sourceAddrNpi: 0,
    sourceAddr: 'AllSMS',
    destAddrTon: 1,
    destAddrNpi: 1,
    destinationAddr: '306912345678',
    esmClass: 0,
    protocolId: 0,
    priorityFlag: 0,
    scheduleDeliveryTime: '',
    validityPeriod: '',
    registeredDelivery: 1,
    replaceIfPresentFlag: 0,
    dataCoding: 0,
    smDefaultMsgId: 0,
    shortMessage: Buffer.from('hello'),
    tlvs: [],
    ...fields,
  };
}

/** Waits until the condition holds; the test's own time limit ends it otherwise. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
