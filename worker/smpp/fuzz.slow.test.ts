import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { seededRandom } from '#dev/seeded-random.ts';
import { decodeBody } from './codec.ts';
import {
  bindRespLayout,
  command,
  dataSmLayout,
  messageIdLayout,
  shortMessageLayout,
} from './commands.ts';
import { endsSession, type Mutated, mutatedPdu } from './mutated-pdus.ts';
import type { SubmitOutcome } from './outcome.ts';
import { parseInbound } from './parse-inbound.ts';
import { parseReceipt } from './parse-receipt.ts';
import type { Session } from './session.ts';
import { bound, messageOf, type Peer, startRawSmsc } from './testing.ts';

const total = 200_000;
const atOnce = 500;
const longestMs = 1_000;
const mostGrowthOctets = 16 * 1_048_576;

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

setFlagsFromString('--expose_gc');
const collectGarbage: () => void = runInNewContext('gc');
function heapOctets(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Every way into the parsers; none may throw. */
function parseEverywhere(octets: Buffer): void {
  for (const layout of [bindRespLayout, messageIdLayout]) decodeBody(layout, octets);
  for (const layout of [shortMessageLayout, dataSmLayout]) {
    const pdu = decodeBody(layout as typeof shortMessageLayout, octets);
    if (!pdu) continue;
    parseReceipt(pdu);
    parseInbound(pdu);
  }
}

type Line = { session: Session; peer: Peer; outcomes: Promise<SubmitOutcome>[] };

/** The PDUs of one turn, up to the first after which nothing more can be read. */
function makeBatch(random: () => number): Mutated[] {
  const batch: Mutated[] = [];
  while (batch.length < atOnce && !batch.at(-1)?.isUnreadable) batch.push(mutatedPdu(random));
  return batch;
}

async function isAnswered({ peer, session }: Line, sequence: number): Promise<boolean> {
  const isThere = () =>
    peer.heads.some(
      (head) => head.commandId === command.enquireLinkResp && head.sequence === sequence,
    );
  const untilMs = performance.now() + longestMs;
  while (!isThere() && session.isOpen && performance.now() < untilMs) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  return isThere();
}

/** The submits of a session that has ended, each in one of the three ways (rule S9). */
async function assertSettled(outcomes: Promise<SubmitOutcome>[]): Promise<void> {
  for (const { outcome } of await Promise.all(outcomes)) {
    assert.ok(['reply', 'notConnected', 'unknown'].includes(outcome));
  }
}

/** Feeds a batch; true when the line is still good afterwards, as it has to be where nothing ends it. */
async function feed(line: Line, batch: Mutated[], mark: number): Promise<boolean> {
  const { session, peer, outcomes } = line;
  for (let i = 0; i < 5; i++) outcomes.push(session.submit(messageOf()).outcome);
  peer.socket.write(Buffer.concat(batch.map(({ octets }) => octets)));
  peer.sendEmpty(command.enquireLink, mark);
  const isGood = await isAnswered(line, mark);
  const isUnreadable = batch.at(-1)!.isUnreadable;
  const mayEnd = batch.some(({ octets }) => endsSession(octets));
  if (!isUnreadable && !mayEnd) {
    assert.ok(isGood, 'S2 a PDU that cannot be read costs that PDU, never the session');
  }
  if (isUnreadable) assert.equal(isGood, false, 'S1 a wrong length ends the session');
  peer.heads.length = 0;
  // A session whose peer unbinds answers until it has drained.
  return isGood && !mayEnd;
}

async function connect(t: TestContext, port: number, peers: Peer[]): Promise<Line> {
  peers.length = 0;
  const session = await bound(t, port, { window: 50, onDeliver: async () => {} });
  return { session, peer: peers[0]!, outcomes: [] };
}

test('S1, S2, S9 200,000 mutated PDUs: no crash, no hang, no leak, and each session ends as it must', async (t) => {
  t.diagnostic(`SEED=${seed}`);
  const random = seededRandom(seed);
  const { port, peers } = await startRawSmsc(t, { submitSm: () => {} });
  let line = await connect(t, port, peers);
  let lastBeatMs = performance.now();
  let longestGapMs = 0;
  const heartbeat = setInterval(() => {
    longestGapMs = Math.max(longestGapMs, performance.now() - lastBeatMs);
    lastBeatMs = performance.now();
  }, 10);
  t.after(() => clearInterval(heartbeat));
  const ends = new Map<string, number>();
  let [fed, sessions, beforeOctets] = [0, 1, 0];
  for (let mark = 0x7000_0000; fed < total; mark++) {
    const batch = makeBatch(random);
    fed += batch.length;
    for (const { octets } of batch) parseEverywhere(octets);
    if (!(await feed(line, batch, mark))) {
      const { kind } = await line.session.unbind();
      ends.set(kind, (ends.get(kind) ?? 0) + 1);
      await assertSettled(line.outcomes);
      line = await connect(t, port, peers);
      sessions++;
    }
    if (fed > total / 10) beforeOctets ||= heapOctets();
  }
  line.session.destroy();
  await line.session.closed;
  await assertSettled(line.outcomes);
  const grownOctets = heapOctets() - beforeOctets;
  t.diagnostic(
    `${sessions} sessions, ends ${JSON.stringify([...ends])}, longest gap ${Math.round(longestGapMs)} ms, heap grew by ${Math.round(grownOctets / 1_024)} KiB`,
  );
  assert.ok(longestGapMs < longestMs, `no turn takes ${Math.round(longestGapMs)} ms`);
  assert.ok(grownOctets < mostGrowthOctets);
  const known = ['unreadableStream', 'peerUnbound', 'unbound'];
  assert.deepEqual(
    [...ends.keys()].filter((kind) => !known.includes(kind)),
    [],
  );
  assert.ok((ends.get('unreadableStream') ?? 0) > 10);
});
