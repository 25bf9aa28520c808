import assert from 'node:assert/strict';
import { once } from 'node:events';
import smpp, { type PDU, type PduFields, type Session } from 'smpp';

/** A client of the simulator for its own tests: the library's, which answers receipts by itself here. */
export type TestClient = {
  session: Session;
  /** Every receipt, in order, and every answer to a submit_sm, also those that nobody waits for. */
  receipts: PDU[];
  answers: PDU[];
  isClosed: () => boolean;
  /** Sends a text and resolves with its answer, or null when none came within `waitMs`. */
  submit(fields: PduFields, waitMs?: number): Promise<PDU | null>;
  hangUp(): Promise<void>;
};

/** Connects and binds. Rejects when the bind is refused. */
export async function bindClient(port: number, login: PduFields = {}): Promise<TestClient> {
  const session = smpp.connect({ port, host: '127.0.0.1' });
  const client: TestClient = {
    session,
    receipts: [],
    answers: [],
    isClosed: () => session.socket.closed,
    submit: (fields, waitMs = 1_000) => submit(session, fields, waitMs),
    hangUp: async () => {
      if (session.socket.closed) return;
      session.destroy();
      await once(session, 'close');
    },
  };
  session.on('error', () => session.destroy());
  session.on('submit_sm_resp', (pdu) => client.answers.push(pdu));
  session.on('deliver_sm', (pdu) => {
    client.receipts.push(pdu);
    session.send(pdu.response());
  });
  await once(session, 'connect');
  const { command_status } = await new Promise<PDU>((resolve) => {
    session.bind_transceiver({ interface_version: 0x34, ...login }, resolve);
  });
  assert.equal(command_status, 0);
  return client;
}

function submit(session: Session, fields: PduFields, waitMs: number): Promise<PDU | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), waitMs);
    const whole: PduFields = {
      source_addr_ton: 5,
      source_addr: 'Shop',
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      registered_delivery: 1,
      data_coding: 0,
      short_message: Buffer.from('Hello'),
      ...fields,
    };
    session.submit_sm(whole, (pdu) => {
      clearTimeout(timer);
      resolve(pdu);
    });
  });
}

/** A recipient whose number ends in these four digits. */
export const numberEnding = (ending: string) => `30691234${ending}`;

/** Waits until it is true, for at most five seconds. */
export async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 5_000;
  while (!isSo()) {
    assert.ok(Date.now() < end, `waited for ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
