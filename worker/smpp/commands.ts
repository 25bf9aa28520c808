/** command_id (SMPP 3.4 §5.1.2.1). A response is its request with the highest bit set. */
export const command = {
  genericNack: 0x80000000,
  bindReceiver: 0x00000001,
  bindReceiverResp: 0x80000001,
  bindTransmitter: 0x00000002,
  bindTransmitterResp: 0x80000002,
  submitSm: 0x00000004,
  submitSmResp: 0x80000004,
  deliverSm: 0x00000005,
  deliverSmResp: 0x80000005,
  unbind: 0x00000006,
  unbindResp: 0x80000006,
  bindTransceiver: 0x00000009,
  bindTransceiverResp: 0x80000009,
  outbind: 0x0000000b,
  enquireLink: 0x00000015,
  enquireLinkResp: 0x80000015,
  alertNotification: 0x00000102,
  dataSm: 0x00000103,
  dataSmResp: 0x80000103,
} as const;

/** Tags of optional parameters that we read or write (SMPP 3.4 §5.3.2). Others are skipped. */
export const tag = {
  receiptedMessageId: 0x001e,
  userMessageReference: 0x0204,
  sarMsgRefNum: 0x020c,
  sarTotalSegments: 0x020e,
  sarSegmentSeqnum: 0x020f,
  scInterfaceVersion: 0x0210,
  networkErrorCode: 0x0423,
  messagePayload: 0x0424,
  messageState: 0x0427,
} as const;

/** `max` of a C-octet string counts its final NUL, as the standard's tables do; of octets, the octets. */
type Field = { name: string; kind: 'int8' | 'cstring' | 'octets'; max: number };
export type Layout = readonly Field[];

/** An optional parameter: a tag and its raw value. */
export type Tlv = { tag: number; value: Buffer };

type ValueOf<Kind> = Kind extends 'int8' ? number : Kind extends 'cstring' ? string : Buffer;

/** The body that a layout describes: its mandatory fields in camel case, and its optional ones. */
export type BodyOf<L extends Layout> = {
  [F in L[number] as F['name']]: ValueOf<F['kind']>;
} & { tlvs: readonly Tlv[] };

const int8 = <const Name extends string>(name: Name) => ({ name, kind: 'int8', max: 1 }) as const;
const cstring = <const Name extends string>(name: Name, max: number) =>
  ({ name, kind: 'cstring', max }) as const;
const octets = <const Name extends string>(name: Name, max: number) =>
  ({ name, kind: 'octets', max }) as const;

const addresses = [
  cstring('serviceType', 6),
  int8('sourceAddrTon'),
  int8('sourceAddrNpi'),
  cstring('sourceAddr', 21),
  int8('destAddrTon'),
  int8('destAddrNpi'),
  cstring('destinationAddr', 21),
  int8('esmClass'),
] as const;

/** bind_transmitter, bind_receiver, bind_transceiver (SMPP 3.4 §4.1). */
export const bindLayout = [
  cstring('systemId', 16),
  cstring('password', 9),
  cstring('systemType', 13),
  int8('interfaceVersion'),
  int8('addrTon'),
  int8('addrNpi'),
  cstring('addressRange', 41),
] as const satisfies Layout;

/** The answers to the three binds. */
export const bindRespLayout = [cstring('systemId', 16)] as const satisfies Layout;

/** submit_sm and deliver_sm, which are laid out alike (SMPP 3.4 §4.4.1, §4.6.1). */
export const shortMessageLayout = [
  ...addresses,
  int8('protocolId'),
  int8('priorityFlag'),
  cstring('scheduleDeliveryTime', 17),
  cstring('validityPeriod', 17),
  int8('registeredDelivery'),
  int8('replaceIfPresentFlag'),
  int8('dataCoding'),
  int8('smDefaultMsgId'),
  octets('shortMessage', 254),
] as const satisfies Layout;

/** data_sm (SMPP 3.4 §4.7.1): some providers send receipts in it. */
export const dataSmLayout = [
  ...addresses,
  int8('registeredDelivery'),
  int8('dataCoding'),
] as const satisfies Layout;

/** submit_sm_resp, deliver_sm_resp and data_sm_resp: one message_id. */
export const messageIdLayout = [cstring('messageId', 65)] as const satisfies Layout;

/** PDUs without a body: enquire_link, unbind, their responses and generic_nack. */
export const emptyLayout = [] as const satisfies Layout;

export type Bind = BodyOf<typeof bindLayout>;
export type SubmitSm = BodyOf<typeof shortMessageLayout>;
export type DeliverSm = BodyOf<typeof shortMessageLayout>;
export type DataSm = BodyOf<typeof dataSmLayout>;

/** The value of the optional parameter, or null where the PDU has none. */
export function findTlv(tlvs: readonly Tlv[], wanted: number): Buffer | null {
  for (const tlv of tlvs) if (tlv.tag === wanted) return tlv.value;
  return null;
}
