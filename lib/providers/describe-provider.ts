import { commandStatusName } from '#lib/messages/command-status.ts';
import type { Provider } from './provider-settings.ts';

type Described = Omit<Provider, 'id' | 'password'>;

const alphabets: Record<Described['alphabet'], string> = {
  gsm: 'GSM, an octet for each septet',
  gsmPacked: 'GSM, packed to seven bits',
  latin1: 'Latin-1, and UCS-2 for what it lacks',
};
const longTexts: Record<Described['longText'], string> = {
  udh: 'In parts with a user data header',
  sar: 'In parts with sar_* parameters',
  payload: 'Whole, in message_payload',
};
const forms: Record<Described['messageIdForm'], string> = {
  auto: 'Found out by itself',
  same: 'As in the answer',
  'hex-to-decimal': 'Hexadecimal in the answer, decimal in the receipt',
  'decimal-to-hex': 'Decimal in the answer, hexadecimal in the receipt',
};

/** The settings of a provider in words, the most asked for first. Never the secret: only that there is one. */
export function describeProvider(provider: Described): [term: string, value: string][] {
  const { host, port, tls, caFile, serverName, binds, bindKind, temporaryCodes } = provider;
  const { alphanumeric, international, shortCode, recipient } = provider.addressing;
  const { connectMs, bindMs, submitMs, enquireLinkMs, unbindMs, silenceMs } = provider.timeouts;
  const seconds = (ms: number) => `${ms / 1_000} s`;
  const plan = ({ ton, npi }: { ton: number; npi: number }) => `TON ${ton} NPI ${npi}`;
  const kind = bindKind === 'transceiver' ? 'transceiver' : 'transmitter with receiver';
  const authority = caFile === null ? 'public authorities' : 'a private authority';
  return [
    ['Address', `${host}, port ${port}`],
    [
      'Connection',
      tls ? `TLS, verified by ${authority} for ${serverName ?? host}` : 'Clear text, not encrypted',
    ],
    ['System ID', provider.systemId || 'none'],
    ['Password', 'Set'],
    ['System type', provider.systemType || 'none'],
    ['Sessions', `${binds} × ${kind}, ${provider.window} unanswered submits in each`],
    ['Rate', `${provider.ratePerSecond} submits a second, all sessions together`],
    [
      'Senders',
      `Name ${plan(alphanumeric)}; number ${plan(international)}; short code ${plan(shortCode)}`,
    ],
    ['Recipients', plan(recipient)],
    ['Alphabet', alphabets[provider.alphabet]],
    ['Long texts', longTexts[provider.longText]],
    ['IDs in receipts', forms[provider.messageIdForm]],
    [
      'Time-outs',
      `Connect ${seconds(connectMs)}, bind ${seconds(bindMs)}, submit ${seconds(submitMs)}, enquire_link ${seconds(enquireLinkMs)}, unbind ${seconds(unbindMs)}; asks after ${seconds(silenceMs)} of silence`,
    ],
    ['Tries again on', temporaryCodes.map(commandStatusName).join(', ') || 'the standard codes'],
    ['Version', String(provider.version)],
  ];
}
