import type { AddressInfo } from 'node:net';
import type { PDU, Server, Session } from 'smpp';
import { ClientSession } from './client-session.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import type { Ledger } from './ledger.ts';
import { makePhoneText, type PhoneTextAsked } from './phone-text.ts';
import type { Phones } from './phones.ts';
import { makeStrayReceipt } from './receipt.ts';
import { smpp } from './smpp-library.ts';
import { SubmitDesk } from './submit-desk.ts';
import {
  badWeather,
  fairWeather,
  type SimulatorEvent,
  type Weather,
  type WeatherChange,
} from './weather.ts';
import { oddOctets } from './wire.ts';

/** Who may bind; a null admits everybody. */
export type Credentials = { systemId: string | null; password: string | null };

/** Events that do not happen to each client by itself. */
type ForAll = 'fairWeather' | 'badWeather' | 'strayReceipt';

const status = { notBound: 0x04, wrongPassword: 0x0e, wrongSystemId: 0x0f } as const;

const isKnown = (pdu: PDU) => pdu.isResponse() || `${pdu.command}_resp` in smpp.commands;
const notKnown = ({ sequence_number }: PDU) => ({ command_status: 0x03, sequence_number });

/** The SMSC: connections, binds and keep-alive. What becomes of a text is decided at the submit desk. */
export class Smsc {
  readonly #ledger: Ledger;
  readonly #credentials: Credentials;
  readonly #clients = new Set<ClientSession>();
  readonly #server: Server;
  readonly #deliveries: DeliveryQueue;
  readonly #desk: SubmitDesk;
  readonly #phones: Phones;
  #connections = 0;
  #phoneTexts = 0;
  #hangUps: NodeJS.Timeout | null = null;
  weather: Weather = { ...fairWeather };

  constructor(
    ledger: Ledger,
    phones: Phones,
    credentials: Credentials,
    tls: { key?: string; cert?: string },
  ) {
    const weather = () => this.weather;
    this.#ledger = ledger;
    this.#credentials = credentials;
    this.#deliveries = new DeliveryQueue(ledger, this.#clients, weather);
    this.#desk = new SubmitDesk({ ledger, phones, deliveries: this.#deliveries, weather });
    this.#phones = phones;
    this.#server = smpp.createServer(tls, (session) => this.#accept(session));
  }

  /** Listens on 127.0.0.1; 0 takes any free port. Returns the port. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        const address = this.#server.address() as AddressInfo;
        resolve(address.port);
      });
    });
  }

  setWeather(change: WeatherChange): void {
    this.weather = { ...this.weather, ...change };
    for (const { session, wire } of this.#clients) {
      wire.octetwise = this.weather.octetwise;
      if (wire.isDead) continue;
      if (this.weather.paused) session.pause();
      else if (session.paused) session.resume();
    }
    if ('hangUpEveryMs' in change) this.#hangUpEvery(change.hangUpEveryMs ?? null);
    this.#deliveries.pump();
  }

  #hangUpEvery(ms: number | null): void {
    clearInterval(this.#hangUps ?? undefined);
    this.#hangUps = ms === null ? null : setInterval(() => this.happen('hangUp'), ms).unref();
  }

  happen(event: SimulatorEvent): void {
    if (event === 'fairWeather') this.setWeather(fairWeather);
    else if (event === 'badWeather') this.setWeather(badWeather);
    else if (event === 'strayReceipt') this.#deliveries.send([makeStrayReceipt()]);
    else for (const client of this.#clients) this.#happenTo(client, event);
  }

  #happenTo(client: ClientSession, event: Exclude<SimulatorEvent, ForAll>): void {
    if (event === 'hangUp') client.hangUp();
    else if (event === 'halfOpen') client.freeze();
    else if (event === 'unbind') client.send(new smpp.PDU('unbind'));
    else client.write(oddOctets[event]);
  }

  /** Somebody writes on a phone: a deliver_sm to whoever is bound to receive, now or later. */
  sendFromPhone(asked: PhoneTextAsked): void {
    this.#phoneTexts += 1;
    this.#phones.write(asked);
    this.#deliveries.send(makePhoneText(asked, this.#phoneTexts));
  }

  health() {
    const clients = [...this.#clients];
    return {
      connections: clients.length,
      bound: clients.filter((client) => client.canSubmit || client.canReceive).length,
      submits: this.#desk.submits,
      receiptsSent: this.#deliveries.receiptsSent,
      receiptsWaiting: this.#deliveries.waiting,
    };
  }

  stop(): Promise<void> {
    this.#hangUpEvery(null);
    for (const client of this.#clients) client.hangUp();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  #accept(session: Session): void {
    // A PDU that the library cannot read leaves it deaf: better no line than a deaf one.
    session.on('error', () => session.destroy());
    this.#connections += 1;
    const client = new ClientSession(this.#connections, session);
    this.#clients.add(client);
    this.#note(client, 'opened');
    client.wire.octetwise = this.weather.octetwise;
    session.socket.setNoDelay(true);
    if (this.weather.paused) session.pause();
    session.on('close', () => {
      this.#clients.delete(client);
      this.#note(client, 'closed');
      this.#deliveries.send(client.takeUnanswered());
    });
    if (this.weather.refuseConnections) client.hangUp();
    session.on('pdu', (pdu: PDU) => {
      if (isKnown(pdu)) this.#handle(client, pdu);
      else client.send(new smpp.PDU('generic_nack', notKnown(pdu)));
    });
  }

  #handle(client: ClientSession, pdu: PDU): void {
    switch (pdu.command) {
      case 'submit_sm':
        if (client.canSubmit) this.#desk.take(client, pdu);
        else client.send(pdu.response({ command_status: status.notBound }));
        return;
      case 'bind_transceiver':
      case 'bind_transmitter':
      case 'bind_receiver':
        this.#bind(client, pdu);
        return;
      case 'enquire_link':
        if (!this.weather.silentEnquireLink) client.send(pdu.response());
        return;
      case 'unbind':
        client.stopServing();
        client.send(pdu.response());
        return;
      case 'unbind_resp':
        client.session.close();
        return;
      default:
        if (!pdu.isResponse()) client.send(pdu.response());
    }
  }

  #bind(client: ClientSession, pdu: PDU): void {
    const { silentBind, refuseBind } = this.weather;
    const refusal = refuseBind ?? this.#credentialProblem(pdu);
    this.#ledger.append({
      kind: 'bind',
      at: new Date().toISOString(),
      connection: client.number,
      command: pdu.command,
      systemId: pdu.system_id ?? '',
      status: silentBind ? null : (refusal ?? 0),
    });
    if (silentBind) return;
    if (refusal !== null) {
      client.send(pdu.response({ command_status: refusal }));
      return;
    }
    client.send(pdu.response({ system_id: 'SIMULATOR', sc_interface_version: 0x34 }));
    client.canSubmit = pdu.command !== 'bind_receiver';
    client.canReceive = pdu.command !== 'bind_transmitter';
    this.#deliveries.pump();
  }

  #note({ number }: ClientSession, event: 'opened' | 'closed'): void {
    const at = new Date().toISOString();
    this.#ledger.append({ kind: 'connection', at, connection: number, event });
  }

  #credentialProblem(pdu: PDU): number | null {
    const { systemId, password } = this.#credentials;
    if (systemId !== null && pdu.system_id !== systemId) return status.wrongSystemId;
    if (password !== null && pdu.password !== password) return status.wrongPassword;
    return null;
  }
}
