import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import smpp, { type PduFields } from 'smpp';
import { decodeBody, encodePdu, readHead } from './codec.ts';
import {
  bindLayout,
  command,
  dataSmLayout,
  emptyLayout,
  messageIdLayout,
  type SubmitSm,
  shortMessageLayout,
  tag,
} from './commands.ts';
import { messageOf } from './testing.ts';

const octet = fc.integer({ min: 0, max: 255 });
const ascii = (maxLength: number) =>
  fc.string({
    unit: fc.integer({ min: 1, max: 0x7f }).map((c) => String.fromCharCode(c)),
    maxLength,
  });
const buffer = (maxLength: number) =>
  fc.uint8Array({ maxLength }).map((octets) => Buffer.from(octets));
const sequence = fc.integer({ min: 1, max: 0x7fffffff });
const time = fc.constantFrom('', '260101120000000R', '260101120000000+');

const body: fc.Arbitrary<SubmitSm> = fc.record(
  {
    serviceType: ascii(5),
    sourceAddrTon: octet,
    sourceAddrNpi: octet,
    sourceAddr: ascii(20),
    destAddrTon: octet,
    destAddrNpi: octet,
    destinationAddr: ascii(20),
    esmClass: octet,
    protocolId: octet,
    priorityFlag: octet,
    scheduleDeliveryTime: time,
    validityPeriod: time,
    registeredDelivery: octet,
    replaceIfPresentFlag: octet,
    dataCoding: octet,
    smDefaultMsgId: octet,
    shortMessage: buffer(254),
    tlvs: fc
      .tuple(octet, fc.integer({ min: 0, max: 0xffff }), buffer(300), fc.boolean())
      .map(([state, reference, payload, has]) => {
        const value = Buffer.alloc(2);
        value.writeUInt16BE(reference);
        if (!has) return [];
        return [
          { tag: tag.messageState, value: Buffer.of(state) },
          { tag: tag.userMessageReference, value },
          { tag: tag.messagePayload, value: payload },
        ];
      }),
  },
  { noNullPrototype: true },
);

/** The same PDU in the package's words. */
function fieldsOf(pdu: SubmitSm, sequence_number: number): PduFields {
  const [state, reference, payload] = pdu.tlvs;
  return {
    sequence_number,
    service_type: pdu.serviceType,
    source_addr_ton: pdu.sourceAddrTon,
    source_addr_npi: pdu.sourceAddrNpi,
    source_addr: pdu.sourceAddr,
    dest_addr_ton: pdu.destAddrTon,
    dest_addr_npi: pdu.destAddrNpi,
    destination_addr: pdu.destinationAddr,
    esm_class: pdu.esmClass,
    protocol_id: pdu.protocolId,
    priority_flag: pdu.priorityFlag,
    schedule_delivery_time: pdu.scheduleDeliveryTime,
    validity_period: pdu.validityPeriod,
    registered_delivery: pdu.registeredDelivery,
    replace_if_present_flag: pdu.replaceIfPresentFlag,
    data_coding: pdu.dataCoding,
    sm_default_msg_id: pdu.smDefaultMsgId,
    short_message: pdu.shortMessage,
    ...(state && { message_state: state.value[0]! }),
    ...(reference && { user_message_reference: reference.value.readUInt16BE(0) }),
    ...(payload && { message_payload: payload.value }),
  };
}

for (const [name, commandId] of [
  ['submit_sm', command.submitSm],
  ['deliver_sm', command.deliverSm],
] as const) {
  test(`T5 ${name} is written octet for octet as the smpp package writes it, and read back`, () => {
    fc.assert(
      fc.property(body, sequence, (pdu, sequence) => {
        const head = { commandId, commandStatus: 0, sequence };
        const ours = encodePdu(head, shortMessageLayout, pdu);
        const theirs = new smpp.PDU(name, fieldsOf(pdu, sequence)).toBuffer();
        assert.equal(ours.toString('hex'), theirs.toString('hex'));
        assert.deepEqual(readHead(theirs), head);
        assert.deepEqual(decodeBody(shortMessageLayout, theirs), pdu);
      }),
    );
  });
}

test('submit_sm_resp and deliver_sm_resp are as the smpp package writes them', () => {
  fc.assert(
    fc.property(ascii(64), sequence, fc.boolean(), (messageId, sequence, isSubmit) => {
      const commandId = isSubmit ? command.submitSmResp : command.deliverSmResp;
      const head = { commandId, commandStatus: 0, sequence };
      const name = isSubmit ? 'submit_sm_resp' : 'deliver_sm_resp';
      const fields = { sequence_number: sequence, message_id: messageId };
      const theirs = new smpp.PDU(name, fields).toBuffer();
      const pdu = { messageId, tlvs: [] };
      assert.equal(encodePdu(head, messageIdLayout, pdu).toString('hex'), theirs.toString('hex'));
      assert.deepEqual(decodeBody(messageIdLayout, theirs), pdu);
    }),
  );
});

test('S4 a bind is as the smpp package writes it, with interface_version 0x34', () => {
  fc.assert(
    fc.property(ascii(15), ascii(8), ascii(12), ascii(40), (systemId, password, type, range) => {
      const head = { commandId: command.bindTransceiver, commandStatus: 0, sequence: 1 };
      const ours = encodePdu(head, bindLayout, {
        systemId,
        password,
        systemType: type,
        interfaceVersion: 0x34,
        addrTon: 1,
        addrNpi: 2,
        addressRange: range,
        tlvs: [],
      });
      const theirs = new smpp.PDU('bind_transceiver', {
        sequence_number: 1,
        system_id: systemId,
        password,
        system_type: type,
        interface_version: 0x34,
        addr_ton: 1,
        addr_npi: 2,
        address_range: range,
      });
      assert.equal(ours.toString('hex'), theirs.toBuffer().toString('hex'));
    }),
  );
});

test('PDUs without a body are as the smpp package writes them', () => {
  for (const [name, commandId] of [
    ['enquire_link', command.enquireLink],
    ['enquire_link_resp', command.enquireLinkResp],
    ['unbind', command.unbind],
    ['unbind_resp', command.unbindResp],
    ['generic_nack', command.genericNack],
  ] as const) {
    const head = { commandId, commandStatus: 0, sequence: 7 };
    const theirs = new smpp.PDU(name, { sequence_number: 7 }).toBuffer();
    assert.equal(
      encodePdu(head, emptyLayout, { tlvs: [] }).toString('hex'),
      theirs.toString('hex'),
    );
  }
});

test('S2 whatever arrives is read or refused, never thrown at', () => {
  fc.assert(
    fc.property(buffer(400), (octets) => {
      const frame = Buffer.concat([Buffer.alloc(16), octets]);
      for (const layout of [shortMessageLayout, dataSmLayout, messageIdLayout, bindLayout]) {
        decodeBody(layout, frame);
      }
    }),
  );
});

test('S2 a PDU cut short anywhere is refused', () => {
  const head = { commandId: command.deliverSm, commandStatus: 0, sequence: 1 };
  const whole = encodePdu(head, shortMessageLayout, messageOf());
  for (let end = 16; end < whole.length; end++) {
    assert.equal(decodeBody(shortMessageLayout, whole.subarray(0, end)), null, `${end} octets`);
  }
});

test('S2 a C-octet string without its NUL is refused, not read past', () => {
  const frame = Buffer.concat([Buffer.alloc(16), Buffer.from('no-nul')]);
  assert.equal(decodeBody(messageIdLayout, frame), null);
});

test('S2 an unknown optional parameter is kept aside and the others are read', () => {
  const tlvs = [
    { tag: 0x1403, value: Buffer.from('operator') },
    { tag: tag.messageState, value: Buffer.of(2) },
  ];
  const head = { commandId: command.deliverSm, commandStatus: 0, sequence: 1 };
  const frame = encodePdu(head, shortMessageLayout, messageOf({ tlvs }));
  assert.deepEqual(decodeBody(shortMessageLayout, frame)?.tlvs, tlvs);
});

test('S4 values that a field cannot carry are refused, never cut, and never quoted', () => {
  const write = (fields: Partial<SubmitSm>) => () =>
    encodePdu(
      { commandId: command.submitSm, commandStatus: 0, sequence: 1 },
      shortMessageLayout,
      messageOf(fields),
    );
  const refused: [Partial<SubmitSm>, string][] = [
    [{ destinationAddr: '306912345678901234567' }, '306912345678901234567'],
    [{ sourceAddr: 'All\0SMS' }, 'All'],
    [{ sourceAddr: 'Γειά' }, 'Γειά'],
    [{ shortMessage: Buffer.from('x'.repeat(255)) }, 'xxx'],
    [{ esmClass: 256 }, '256'],
  ];
  for (const [fields, secret] of refused) {
    assert.throws(write(fields), (error) => {
      assert.ok(error instanceof RangeError);
      assert.ok(!error.message.includes(secret));
      return true;
    });
  }
});
