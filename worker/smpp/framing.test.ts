import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { encodePdu } from './codec.ts';
import { command, messageIdLayout } from './commands.ts';
import { Framer, maxPduOctets } from './framing.ts';

function pdu(sequence: number, messageId = `id-${sequence}`): Buffer {
  const head = { commandId: command.submitSmResp, commandStatus: 0, sequence };
  return encodePdu(head, messageIdLayout, { messageId, tlvs: [] });
}

/** What the framer makes of these chunks, in hexadecimal. */
function framesOf(chunks: Buffer[]): string[] {
  const frames: string[] = [];
  const framer = new Framer();
  for (const chunk of chunks) {
    const refusal = framer.push(chunk, (frame) => {
      frames.push(frame.toString('hex'));
      return true;
    });
    assert.equal(refusal, null);
  }
  return frames;
}

const fifty = Array.from({ length: 50 }, (_, at) => pdu(at + 1));
const fiftyInHex = fifty.map((frame) => frame.toString('hex'));

test('S1 fifty PDUs in one chunk are fifty PDUs', () => {
  assert.deepEqual(framesOf([Buffer.concat(fifty)]), fiftyInHex);
});

test('S1 one octet at a time makes the same PDUs', () => {
  const octets = [...Buffer.concat(fifty)].map((octet) => Buffer.of(octet));
  assert.deepEqual(framesOf(octets), fiftyInHex);
});

test('S1 PDUs over any borders of chunks are the same PDUs', () => {
  const stream = Buffer.concat(fifty);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 60 }), (lengths) => {
      const chunks: Buffer[] = [];
      let at = 0;
      for (const length of lengths) {
        chunks.push(stream.subarray(at, at + length));
        at += length;
      }
      chunks.push(stream.subarray(at));
      assert.deepEqual(framesOf(chunks), fiftyInHex);
    }),
  );
});

test('S1 a PDU that lies in one chunk is a view of it', () => {
  const chunk = Buffer.concat([pdu(1), pdu(2)]);
  new Framer().push(chunk, (frame) => {
    assert.equal(frame.buffer, chunk.buffer);
    return true;
  });
});

test('S1 a length under 16 or over the cap is refused as soon as it is read', () => {
  for (const commandLength of [0, 4, 15, maxPduOctets + 1, 0xffffffff]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(commandLength);
    const whole = new Framer().push(length, () => true);
    assert.deepEqual(whole, { commandLength });
    const framer = new Framer();
    const answers = [...length].map((octet) => framer.push(Buffer.of(octet), () => true));
    assert.deepEqual(answers.at(-1), { commandLength });
  }
});

test('S1 the largest PDU of all passes', () => {
  const largest = Buffer.alloc(maxPduOctets);
  largest.writeUInt32BE(maxPduOctets);
  assert.equal(framesOf([largest.subarray(0, 40_000), largest.subarray(40_000)]).length, 1);
});

test('S8 a listener that says false is called no more', () => {
  let calls = 0;
  const stop = () => {
    calls++;
    return false;
  };
  new Framer().push(Buffer.concat(fifty), stop);
  assert.equal(calls, 1);
});
