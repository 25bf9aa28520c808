import { encodePdu, readHead } from './codec.ts';
import {
  bindRespLayout,
  command,
  dataSmLayout,
  emptyLayout,
  messageIdLayout,
  shortMessageLayout,
  tag,
} from './commands.ts';
import { headOctets, maxPduOctets } from './framing.ts';
import { messageOf } from './testing.ts';

/** For the fuzz test: PDUs that no SMSC should send, from those that it does send. */
export type Mutated = {
  octets: Buffer;
  /** No length of a PDU: the stream cannot be read any further. */
  isUnreadable: boolean;
};

type Random = () => number;

const receiptText =
  'id:7A sub:001 dlvrd:001 submit date:2611240000 done date:2611240001 stat:DELIVRD err:000 text:Your';
const receiptTlvs = [
  { tag: tag.receiptedMessageId, value: Buffer.from('7A\0') },
  { tag: tag.messageState, value: Buffer.from([2]) },
  { tag: tag.networkErrorCode, value: Buffer.from([3, 0, 11]) },
  { tag: tag.userMessageReference, value: Buffer.from([1, 2]) },
];
const payload = { tag: tag.messagePayload, value: Buffer.from(receiptText) };
const empty =
  (commandId: number, commandStatus = 0) =>
  (sequence: number) =>
    encodePdu({ commandId, commandStatus, sequence }, emptyLayout, { tlvs: [] });
const deliver = (fields: Parameters<typeof messageOf>[0]) => (sequence: number) =>
  encodePdu(
    { commandId: command.deliverSm, commandStatus: 0, sequence },
    shortMessageLayout,
    messageOf(fields),
  );
const answer = (commandStatus: number) => (sequence: number) =>
  encodePdu({ commandId: command.submitSmResp, commandStatus, sequence }, messageIdLayout, {
    messageId: '7A',
    tlvs: [],
  });

/** One of every kind that an SMSC sends. */
const kinds: ((sequence: number) => Buffer)[] = [
  answer(0),
  answer(0x58),
  deliver({ esmClass: 4, shortMessage: Buffer.from(receiptText), tlvs: receiptTlvs }),
  deliver({ esmClass: 4, shortMessage: Buffer.from(receiptText) }),
  deliver({ esmClass: 4, shortMessage: Buffer.alloc(0), tlvs: [...receiptTlvs, payload] }),
  deliver({ shortMessage: Buffer.from('STOP') }),
  deliver({ dataCoding: 8, shortMessage: Buffer.from('ΣΤΟΠ', 'utf16le').swap16() }),
  deliver({ esmClass: 0x40, shortMessage: Buffer.from([5, 0, 3, 7, 2, 1, 0x41, 0x42]) }),
  (sequence) => {
    const body = { ...messageOf({ esmClass: 4 }), tlvs: [...receiptTlvs, payload] };
    return encodePdu({ commandId: command.dataSm, commandStatus: 0, sequence }, dataSmLayout, body);
  },
  (sequence) =>
    encodePdu(
      { commandId: command.bindTransceiverResp, commandStatus: 0, sequence },
      bindRespLayout,
      { systemId: 'smsc', tlvs: [{ tag: tag.scInterfaceVersion, value: Buffer.from([0x34]) }] },
    ),
  empty(command.enquireLink),
  empty(command.enquireLinkResp),
  empty(command.unbindResp),
  empty(command.genericNack, 3),
  empty(command.outbind),
  empty(command.alertNotification),
  empty(command.dataSmResp),
];

const below = (random: Random, limit: number) => Math.floor(random() * limit);
const some = (random: Random, count: number) =>
  Buffer.from(Array.from({ length: count }, () => below(random, 256)));

/** Changes of the octets behind the length. */
const mutators: ((random: Random, pdu: Buffer) => Buffer)[] = [
  function flipBits(random, pdu) {
    const flipped = Buffer.from(pdu);
    for (let i = 0; i <= below(random, 8); i++) {
      const at = 4 + below(random, pdu.length - 4);
      flipped[at] = flipped[at]! ^ (1 << below(random, 8));
    }
    return flipped;
  },
  function cut(random, pdu) {
    return pdu.subarray(0, headOctets + below(random, pdu.length - headOctets + 1));
  },
  function grow(random, pdu) {
    return Buffer.concat([pdu, some(random, below(random, 300))]);
  },
  function swapFields(random, pdu) {
    const [a, b, c] = [0, 0, 0]
      .map(() => headOctets + below(random, pdu.length - headOctets + 1))
      .sort((x, y) => x - y) as [number, number, number];
    const [head, one, two, rest] = [
      pdu.subarray(0, a),
      pdu.subarray(a, b),
      pdu.subarray(b, c),
      pdu.subarray(c),
    ];
    return Buffer.concat([head, two, one, rest]);
  },
  function repeatEnd(random, pdu) {
    // Its last octets again: parameters that stand there twice.
    return Buffer.concat([
      pdu,
      pdu.subarray(headOctets + below(random, pdu.length - headOctets + 1)),
    ]);
  },
  function otherBody(random, pdu) {
    return Buffer.concat([pdu.subarray(0, headOctets), some(random, below(random, 400))]);
  },
  function otherHead(random, pdu) {
    return Buffer.concat([some(random, headOctets), pdu.subarray(headOctets)]);
  },
];

/** A PDU of any kind, changed once or twice, with a length that is true in 499 of 500. */
export function mutatedPdu(random: Random): Mutated {
  const make = kinds[below(random, kinds.length)]!;
  let octets = make(1 + below(random, 60));
  for (let i = 0; i <= below(random, 2); i++) {
    octets = mutators[below(random, mutators.length)]!(random, octets);
  }
  octets = Buffer.from(octets.subarray(0, maxPduOctets));
  const isUnreadable = below(random, 500) === 0;
  octets.writeUInt32BE(isUnreadable ? badLength(random) : octets.length);
  return { octets, isUnreadable };
}

const badLength = (random: Random) =>
  random() < 0.5 ? below(random, headOctets) : maxPduOctets + 1 + below(random, 0x7000_0000);

/** An unbind, or a generic_nack for the whole stream: what may end a session although it can be read. */
export function endsSession(octets: Buffer): boolean {
  const { commandId, sequence } = readHead(octets);
  return commandId === command.unbind || (commandId === command.genericNack && sequence === 0);
}
