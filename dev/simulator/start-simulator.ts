import { startHttp } from './http.ts';
import { type BindTried, Ledger, type PhoneText, type ReceiptSent } from './ledger.ts';
import type { PhoneTextAsked } from './phone-text.ts';
import { type ArrivedMessage, Phones } from './phones.ts';
import { replayLedger } from './replay-ledger.ts';
import { Smsc } from './smsc.ts';
import type { Submit } from './submit.ts';
import type { SimulatorEvent, WeatherChange } from './weather.ts';

export type SimulatorOptions = {
  /** 0, the default, takes any free port. */
  smppPort?: number;
  httpPort?: number;
  /** Without it, the ledger is in memory only. */
  ledgerFile?: string;
  /** Who may bind; without them, everybody. */
  systemId?: string;
  password?: string;
  /** In PEM; with it every connection is TLS. */
  tls?: { key: string; cert: string };
};

export type Simulator = {
  smppPort: number;
  httpPort: number;
  /** Every submit_sm with its first answer, in order of arrival. */
  ledger(): Submit[];
  receipts(): ReceiptSent[];
  /** Texts from phones, a row each time one (or a part of one) is sent to the client. */
  phoneTexts(): PhoneText[];
  /** What lies on the phones whose number contains these digits, oldest first. */
  messages(to?: string): ArrivedMessage[];
  /** Every bind that was tried. */
  binds(): BindTried[];
  /** How many connections have been opened and closed. */
  connections(): { opened: number; closed: number };
  /** Somebody writes on a phone: `from` a number with `+`, `to` a number, a short code or a name. */
  sendFromPhone(asked: PhoneTextAsked): void;
  setWeather(change: WeatherChange): void;
  happen(event: SimulatorEvent): void;
  stop(): Promise<void>;
};

/** An SMSC on 127.0.0.1 that speaks SMPP 3.4, with a page of its phones. See misbehaviours.ts and weather.ts. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { smppPort = 0, httpPort = 0, ledgerFile = null, systemId = null } = options;
  const phones = new Phones();
  if (ledgerFile !== null) replayLedger(ledgerFile, phones);
  const ledger = new Ledger(ledgerFile);
  const credentials = { systemId, password: options.password ?? null };
  const smsc = new Smsc(ledger, phones, credentials, options.tls ?? {});
  const boundSmppPort = await smsc.listen(smppPort);
  const http = await startHttp({ port: httpPort, smppPort: boundSmppPort, smsc, phones, ledger });
  return {
    smppPort: boundSmppPort,
    httpPort: http.port,
    ledger: () => ledger.submits(),
    receipts: () => ledger.receipts(),
    phoneTexts: () => ledger.phoneTexts(),
    binds: () => ledger.binds(),
    connections: () => {
      const { opened = [], closed = [] } = Object.groupBy(ledger.connections(), (row) => row.event);
      return { opened: opened.length, closed: closed.length };
    },
    sendFromPhone: (asked) => smsc.sendFromPhone(asked),
    messages: (to) => phones.messages(to),
    setWeather: (change) => smsc.setWeather(change),
    happen: (event) => smsc.happen(event),
    stop: async () => {
      await Promise.all([smsc.stop(), http.stop()]);
      ledger.close();
    },
  };
}
