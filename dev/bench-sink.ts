import { createServer, type Socket } from 'node:net';
import { encodePdu, type Head, readHead } from '#worker/smpp/codec.ts';
import { bindRespLayout, command, emptyLayout, messageIdLayout } from '#worker/smpp/commands.ts';
import { Framer, headOctets } from '#worker/smpp/framing.ts';

// An SMSC that costs as little as it can, in a process of its own: it accepts everything, reports everything as
// delivered, and says when the last of `expected` reports was answered. Forked by dev/bench.ts, which tells it what to do.

/** `hold`: answers no submit until `go`. `receipts`: sends one for each message. */
export type SinkOrder =
  | { order: 'hold'; expected: number; receipts: boolean }
  | { order: 'go' }
  | { order: 'usage' };
export type SinkReport =
  | { report: 'listening'; port: number }
  | { report: 'done'; atMs: number }
  | { report: 'usage'; cpuMs: number }
  /** A submit to a number that ends in `codeEnding` has come. */
  | { report: 'code'; number: string; atMs: number };

/** The numbers whose arrival is reported one by one. */
export const codeEnding = '777777';

const report = (what: SinkReport) => process.send?.(what);
const nowMs = () => performance.timeOrigin + performance.now();

let isHeld = false;
let left = 0;
let withReceipts = false;
let nextId = 1;
let sequence = 0;
const held: (() => void)[] = [];
const unanswered = new Map<number, Buffer>();
const retryMs = 100;

process.on('message', (order: SinkOrder) => {
  if (order.order === 'hold') {
    isHeld = true;
    left = order.expected;
    withReceipts = order.receipts;
  } else if (order.order === 'go') {
    isHeld = false;
    for (const answer of held.splice(0)) answer();
  } else {
    const { user, system } = process.cpuUsage();
    report({ report: 'usage', cpuMs: (user + system) / 1000 });
  }
});
process.on('disconnect', () => process.exit(0));

const server = createServer(serve);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') report({ report: 'listening', port: address.port });
});

function serve(socket: Socket): void {
  const framer = new Framer();
  let out: Buffer[] = [];
  /** One write a tick. */
  const send = (pdu: Buffer) => {
    if (out.length === 0) {
      setImmediate(() => {
        socket.write(Buffer.concat(out));
        out = [];
      });
    }
    out.push(pdu);
  };
  const answerSubmit = ({ sequence: number }: Head, frame: Buffer) => {
    const id = String(nextId++);
    const head = { commandId: command.submitSmResp, commandStatus: 0, sequence: number };
    send(encodePdu(head, messageIdLayout, { messageId: id, tlvs: [] }));
    if (withReceipts) sendReceipt(receiptFor(id, addressesOf(frame)));
    else finishOne();
  };
  const sendReceipt = (receipt: Buffer) => {
    unanswered.set(readHead(receipt).sequence, receipt);
    send(receipt);
  };
  /** One that was turned away comes again, as from every SMSC. */
  const takeReceiptAnswer = ({ sequence: number, commandStatus }: Head) => {
    const receipt = unanswered.get(number);
    unanswered.delete(number);
    if (commandStatus === 0) finishOne();
    else if (receipt) setTimeout(() => sendReceipt(receipt), retryMs);
  };
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    framer.push(chunk, (frame) => {
      const head = readHead(frame);
      const { commandId } = head;
      if (commandId === command.submitSm) {
        const { to } = addressesOf(frame);
        if (to.endsWith(codeEnding)) report({ report: 'code', number: to, atMs: nowMs() });
        if (isHeld) held.push(() => answerSubmit(head, Buffer.from(frame)));
        else answerSubmit(head, frame);
      } else if (commandId === command.deliverSmResp) takeReceiptAnswer(head);
      else if (commandId === command.bindTransceiver) {
        const answer = { ...head, commandId: command.bindTransceiverResp };
        send(encodePdu(answer, bindRespLayout, { systemId: 'sink', tlvs: [] }));
      } else if (commandId === command.enquireLink || commandId === command.unbind) {
        const answer = { ...head, commandId: (commandId | 0x80000000) >>> 0 };
        send(encodePdu(answer, emptyLayout, { tlvs: [] }));
      }
      return true;
    });
  });
}

function finishOne(): void {
  left--;
  if (left === 0) report({ report: 'done', atMs: nowMs() });
}

/** service_type is empty in all that the benchmark sends; the source and the destination follow it. */
function addressesOf(frame: Buffer): { from: string; to: string } {
  const fromAt = headOctets + 3;
  const fromEnd = frame.indexOf(0, fromAt);
  const toAt = fromEnd + 3;
  return {
    from: frame.toString('latin1', fromAt, fromEnd),
    to: frame.toString('latin1', toAt, frame.indexOf(0, toAt)),
  };
}

/** A deliver_sm with a receipt in its text form (SMPP 3.4, appendix B). */
function receiptFor(id: string, { from, to }: { from: string; to: string }): Buffer {
  const text = Buffer.from(
    `id:${id} sub:001 dlvrd:001 submit date:2611241200 done date:2611241200 stat:DELIVRD err:000 text:`,
  );
  const cstring = (value: string) => Buffer.from(`${value}\0`, 'latin1');
  const body = Buffer.concat([
    Buffer.of(0, 1, 1),
    cstring(to),
    Buffer.of(1, 1),
    cstring(from),
    // esm_class 4: a receipt; then protocol, priority, two empty times, four more single octets.
    Buffer.of(4, 0, 0, 0, 0, 0, 0, 0, 0, text.length),
    text,
  ]);
  const head = Buffer.alloc(headOctets);
  sequence = (sequence % 0x7fffffff) + 1;
  head.writeUInt32BE(headOctets + body.length, 0);
  head.writeUInt32BE(command.deliverSm, 4);
  head.writeUInt32BE(sequence, 12);
  return Buffer.concat([head, body]);
}
