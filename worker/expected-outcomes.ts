import assert from 'node:assert/strict';
import { priceOfSegment, sendTexts } from '#lib/outbox/testing.ts';
import { nameOfEnding, type Road, submitsTo, untilSettled } from './testing.ts';

const price = priceOfSegment;
/** Ends with its validity. */
const short = 5_000;

export type Row = readonly [
  ending: string,
  state: string,
  reason: string | null,
  /** In micros. */
  charged: number,
  /** How often the SMSC gets it; null: again and again. */
  submits: number | null,
  validForMs?: number,
];

/** The session stays, and nobody is alarmed. */
export const kept: readonly Row[] = [
  ['9001', 'failed', 'number_refused', 0, 1],
  ['9002', 'failed', 'sender_refused', 0, 1],
  ['9003', 'failed', 'network_refused', 0, 1],
  ['9004', 'delivered', null, price, 3],
  ['9005', 'delivered', null, price, 2],
  ['9006', 'expired', 'waited_too_long', 0, null, short],
  ['9007', 'failed', 'network_refused', 0, 1],
  ['9008', 'delivered', null, price, 2],
  ['9010', 'expired', 'no_answer', price, 1, short],
  ['9011', 'delivered', null, price, 1],
  ['9012', 'delivered', null, price, 1],
  ['9013', 'delivered', null, price, 1],
  ['9014', 'delivered', null, price, 1],
  ['9017', 'delivered', null, price, 1],
  ['9019', 'expired', 'no_report', price, 1, short],
  ['9020', 'delivered', null, price, 1],
  ['9021', 'delivered', null, price, 1],
  ['9022', 'expired', 'no_report', price, 1, short],
  ['9023', 'undelivered', 'not_delivered', price, 1],
  ['9024', 'expired', 'phone_unreachable', price, 1],
  ['9025', 'rejected', 'rejected_by_network', price, 1],
  ['9026', 'delivered', null, price, 1],
  ['9027', 'delivered', null, price, 1],
  ['9028', 'delivered', null, price, 1],
  ['9029', 'delivered', null, price, 1],
  ['9030', 'failed', 'content_refused', 0, 1],
  ['9031', 'failed', 'network_refused', 0, 1],
  ['9032', 'failed', 'network_refused', 0, 1],
  ['9033', 'failed', 'network_refused', 0, 1],
  ['9034', 'failed', 'network_refused', 0, 1],
  ['9035', 'delivered', null, price, 2],
  ['9036', 'failed', 'network_refused', 0, 1],
  ['9043', 'delivered', null, price, 1],
  ['9044', 'delivered', null, price, 1],
  ['9045', 'delivered', null, price, 1],
  ['9046', 'delivered', null, price, 1],
  ['9047', 'failed', 'network_refused', 0, 1],
  ['9050', 'delivered', null, price, 1],
  ['9051', 'delivered', null, price, 1],
  ['9052', 'delivered', null, price, 1],
  ['9053', 'delivered', null, price, 1],
  ['9054', 'delivered', null, price, 1],
  ['9055', 'delivered', null, price, 1],
  ['9056', 'delivered', null, price, 1],
  ['9057', 'delivered', null, price, 1],
  ['9058', 'undelivered', 'deleted_by_network', price, 1],
  ['9059', 'delivered', null, price, 1],
  ['9060', 'undelivered', 'not_delivered', price, 1],
  ['9061', 'undelivered', 'not_delivered', price, 1],
];

/** The session ends, the next one goes on, and nobody is alarmed. */
export const renewed: readonly Row[] = [
  ['9015', 'expired', 'no_answer', price, 1, short],
  ['9016', 'delivered', null, price, 1],
  ['9018', 'delivered', null, price, 1],
  ['9037', 'delivered', null, price, 2],
  ['9038', 'delivered', null, price, 2],
  ['9040', 'delivered', null, price, 1],
  ['9041', 'delivered', null, price, 1],
  ['9042', 'delivered', null, price, 1],
  ['9048', 'delivered', null, price, 1],
  ['9049', 'delivered', null, price, 1],
];

/** The row in words, for the name of its test. */
export function wordsOf([wanted, state, reason]: Row): string {
  return `${wanted}, ${nameOfEnding(wanted)}: ${state}${reason ? ` (${reason})` : ''}`;
}

/** Sends one text to a number with this ending and waits for its end. */
export async function run(road: Road, [ending, , , , , validForMs]: Row) {
  const { owner, senderId, simulator } = road;
  const number = `+306912${ending}${ending}`;
  const more = validForMs === undefined ? {} : { validForMs };
  const { batchId } = await sendTexts(owner, { senderId, numbers: [number], ...more });
  const [end] = await untilSettled(road, batchId);
  const submits = submitsTo(simulator, number);
  return { number, submits, end: [end!.state, end!.reason, end!.charged] };
}

export function assertEnd(
  [, state, reason, charged, times]: Row,
  ran: Awaited<ReturnType<typeof run>>,
) {
  assert.deepEqual(ran.end, [state, reason, charged]);
  if (times === null) assert.ok(ran.submits > 1, `${ran.submits} submits`);
  else assert.equal(ran.submits, times);
}
