import { createServer, type Socket } from 'node:net';
import { codeEnding, type SinkOrder, type SinkReport } from '#dev/bench-sink-words.ts';
import { decodeBody, encodePdu, type Head, readHead } from '#worker/smpp/codec.ts';
import {
  bindRespLayout,
  command,
  emptyLayout,
  messageIdLayout,
  type SubmitSm,
  shortMessageLayout,
} from '#worker/smpp/commands.ts';
import { Framer } from '#worker/smpp/framing.ts';
import { messageOf } from '#worker/smpp/testing.ts';

// An SMSC that costs as little as it can, in a process of its own: it accepts everything, reports everything as
// delivered, and says when the last of `expected` reports was answered. Forked by dev/bench.ts, which tells it what to do.

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
  const answerSubmit = ({ sequence: number }: Head, submit: SubmitSm) => {
    const id = String(nextId++);
    const head = { commandId: command.submitSmResp, commandStatus: 0, sequence: number };
    send(encodePdu(head, messageIdLayout, { messageId: id, tlvs: [] }));
    if (withReceipts) sendReceipt(receiptFor(id, submit));
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
        const submit = decodeBody(shortMessageLayout, frame);
        if (!submit) throw new Error('The worker sent a submit_sm that cannot be read.');
        const { destinationAddr: number } = submit;
        if (number.endsWith(codeEnding)) report({ report: 'code', number, atMs: nowMs() });
        if (isHeld) held.push(() => answerSubmit(head, submit));
        else answerSubmit(head, submit);
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

/** A deliver_sm with a receipt in its text form (SMPP 3.4, appendix B) for a submit. */
function receiptFor(id: string, submit: SubmitSm): Buffer {
  sequence = (sequence % 0x7fffffff) + 1;
  const head = { commandId: command.deliverSm, commandStatus: 0, sequence };
  const receipt = messageOf({
    sourceAddrTon: 1,
    sourceAddrNpi: 1,
    sourceAddr: submit.destinationAddr,
    destinationAddr: submit.sourceAddr,
    esmClass: 4,
    shortMessage: Buffer.from(
      `id:${id} sub:001 dlvrd:001 submit date:2611241200 done date:2611241200 stat:DELIVRD err:000 text:`,
    ),
  });
  return encodePdu(head, shortMessageLayout, receipt);
}
