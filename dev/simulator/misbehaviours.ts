import { type Behaviour, ordinary, row } from './behaviour.ts';
import { receiptMisbehaviours } from './receipt-misbehaviours.ts';
import type { Submit } from './submit.ts';

type Change = Parameters<typeof row>[3];

const refused = (status: number): Change => ({ refuse: { status }, arrives: false, receipts: [] });
const refusedFirst = (status: number, times = 1): Change => ({ refuse: { status, times } });

/** 900x and 903x: refusals, by class (rule F4). */
const refusals: readonly Behaviour[] = [
  row('9001', 'invalid recipient', 'Refused with 0x0B: invalid destination.', refused(0x0b)),
  row('9002', 'invalid sender', 'Refused with 0x0A: invalid source.', refused(0x0a)),
  row('9003', 'submit failed', 'Refused with 0x45: submit failed.', refused(0x45)),
  row(
    '9004',
    'throttled',
    'Each text is refused twice with 0x58, then taken.',
    refusedFirst(0x58, 2),
  ),
  row('9005', 'queue full', 'Each text is refused once with 0x14, then taken.', refusedFirst(0x14)),
  row('9006', 'queue always full', 'Refused with 0x14 for ever.', refused(0x14)),
  row('9007', 'own code', 'Refused with 0x401, a code of this provider only.', refused(0x401)),
  row(
    '9008',
    'system error',
    'Each text is refused once with 0x08, then taken.',
    refusedFirst(0x08),
  ),
  row('9030', 'text too long', 'Refused with 0x01: invalid length.', refused(0x01)),
  row('9031', 'invalid schedule', 'Refused with 0x61: invalid time of delivery.', refused(0x61)),
  row('9032', 'invalid expiry', 'Refused with 0x62: invalid validity.', refused(0x62)),
  row('9033', 'permanent error', 'Refused with 0x65: permanent application error.', refused(0x65)),
  row('9034', 'rejected by app', 'Refused with 0x66: rejected by the application.', refused(0x66)),
  row(
    '9035',
    'temporary error',
    'Each text is refused once with 0x64, then taken.',
    refusedFirst(0x64),
  ),
  row(
    '9036',
    'another own code',
    'Refused with 0x457, a code of this provider only.',
    refused(0x457),
  ),
  row(
    '9037',
    'wrong bind status',
    'Each text is refused once with 0x04, then taken.',
    refusedFirst(0x04),
  ),
  row(
    '9038',
    'wrong password',
    'Each text is refused once with 0x0E, then taken.',
    refusedFirst(0x0e),
  ),
];

/** 901x: answers and connections. */
const answers: readonly Behaviour[] = [
  row('9010', 'silent', 'Never answered, never arrives, no receipt.', {
    answer: 'never',
    arrives: false,
    receipts: [],
  }),
  row('9011', 'silent with receipt', 'Never answered, but it arrives and has a receipt.', {
    answer: 'never',
  }),
  row('9012', 'late answer', 'Answered after 35 s (lateAnswerMs), then as an ordinary number.', {
    answer: 'late',
  }),
  row('9013', 'two answers', 'Answered twice.', { answer: 'twice' }),
  row('9014', 'stray answer', 'An answer to a request that never was, then the right one.', {
    answer: 'strayFirst',
  }),
  row('9015', 'hangs up first', 'The line drops before the answer. It arrives, without receipt.', {
    answer: 'hangUpBefore',
    receipts: [],
  }),
  row('9016', 'hangs up then', 'The line drops after the answer; receipt on the next line.', {
    answer: 'hangUpAfter',
  }),
  row('9017', 'receipt first', 'The receipt comes before the answer.', { answer: 'afterReceipt' }),
  row('9018', 'hangs up, receipt', 'The line drops before the answer; receipt on the next line.', {
    answer: 'hangUpBefore',
  }),
  row('9019', 'answer without id', 'Accepted with an empty id; the receipt names one.', {
    answer: 'withoutId',
  }),
];

/** 904x: octets that no SMSC should write, and lines that break. */
const octets: readonly Behaviour[] = [
  row('9040', 'garbage', 'Answered, and then comes no PDU at all; receipt on the next line.', {
    answer: 'garbageAfter',
  }),
  row('9041', 'PDU too long', 'A length of 16 MiB for an answer; receipt on the next line.', {
    answer: 'tooLong',
  }),
  row('9042', 'PDU too short', 'A length of 8 for an answer; receipt on the next line.', {
    answer: 'tooShort',
  }),
  row('9043', 'octet by octet', 'The answer comes one octet at a time.', { answer: 'octetwise' }),
  row('9044', 'fifty at once', 'The answer comes between a hundred PDUs, in one segment.', {
    answer: 'amongFifty',
  }),
  row('9045', 'cut PDU', 'A deliver_sm that ends in an address, then the right answer.', {
    answer: 'cutFirst',
  }),
  row('9046', 'unknown command', 'A command that nobody knows, then the right answer.', {
    answer: 'unknownCommandFirst',
  }),
  row('9047', 'generic_nack', 'Refused with a generic_nack of 0x03.', {
    ...refused(0x03),
    answer: 'nack',
  }),
  row('9048', 'half open', 'No answer: the line stays and is dead; receipt on the next one.', {
    answer: 'halfOpen',
  }),
  row('9049', 'unbinds', 'An unbind, then the answer; receipt on the next line.', {
    answer: 'unbindFirst',
  }),
];

/** Every number ending that misbehaves. */
export const misbehaviours: readonly Behaviour[] = [
  ...refusals,
  ...answers,
  ...receiptMisbehaviours,
  ...octets,
].sort((a, b) => a.ending.localeCompare(b.ending));

const byEnding = new Map(misbehaviours.map((behaviour) => [behaviour.ending, behaviour]));

/** What the simulator does with a text to this number: by its last four digits. */
export function behaviourOf(number: string): Behaviour {
  return byEnding.get(number.slice(-4)) ?? ordinary;
}

/**
 * What happens to a text: by the ending of its number, and where that has no meaning by the mix of the weather, always
 * the same for the same text to the same number.
 */
export function chooseBehaviour(
  { to, octets }: Pick<Submit, 'to' | 'octets'>,
  mix: Record<string, number>,
): Behaviour {
  const own = behaviourOf(to);
  if (own !== ordinary) return own;
  let place = placeOf(`${to}/${octets}`);
  for (const [ending, percent] of Object.entries(mix)) {
    if (place < percent) return byEnding.get(ending) ?? ordinary;
    place -= percent;
  }
  return ordinary;
}

/** From 0 to under 100, by FNV-1a. */
function placeOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (const octet of Buffer.from(text)) hash = Math.imul(hash ^ octet, 0x0100_0193) >>> 0;
  return (hash % 10_000) / 100;
}
