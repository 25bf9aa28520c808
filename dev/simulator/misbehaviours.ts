/** How one receipt is written. */
export type ReceiptPlan = {
  stat: 'ENROUTE' | 'DELIVRD' | 'EXPIRED' | 'DELETED' | 'UNDELIV' | 'REJECTD' | 'UNKNOWN';
  /** The id in decimal, although the answer had it in hexadecimal. */
  decimalId?: true;
  /** Only the text form, without optional parameters. */
  withoutTlvs?: true;
  /** Only optional parameters: the short message is empty. */
  withoutText?: true;
};

export type AnswerPlan =
  | 'once'
  | 'never'
  | 'late'
  | 'twice'
  | 'strayFirst'
  | 'afterReceipt'
  | 'hangUpBefore'
  | 'hangUpAfter';

export type Behaviour = {
  /** The last four digits of the recipient's number. */
  ending: string;
  name: string;
  /** What happens, for the page of the phones. */
  sentence: string;
  /** command_status of a refusal, given `times` times for the same text and then no more; without `times` always. */
  refuse?: { status: number; times?: number };
  answer: AnswerPlan;
  /** Whether the text reaches the phone. */
  arrives: boolean;
  receipts: readonly ReceiptPlan[];
};

const delivered: readonly ReceiptPlan[] = [{ stat: 'DELIVRD' }];

/** Every other number. */
export const ordinary: Behaviour = {
  ending: '',
  name: 'ordinary',
  sentence: 'Accepted, shown on the phone, receipt DELIVRD after 0.3 s.',
  answer: 'once',
  arrives: true,
  receipts: delivered,
};

type Change = Partial<Omit<Behaviour, 'ending' | 'name' | 'sentence'>>;

const row = (ending: string, name: string, sentence: string, change: Change): Behaviour => ({
  ...ordinary,
  ending,
  name,
  sentence,
  ...change,
});

const refusal = (status: number, times?: number): Change =>
  times === undefined
    ? { refuse: { status }, arrives: false, receipts: [] }
    : { refuse: { status, times } };

const undelivered = (...receipts: ReceiptPlan[]): Change => ({ arrives: false, receipts });

/** 900x: refusals. 901x: answers and connections. 902x: receipts. */
export const misbehaviours: readonly Behaviour[] = [
  row('9001', 'invalid recipient', 'Refused with 0x0B: invalid destination.', refusal(0x0b)),
  row('9002', 'invalid sender', 'Refused with 0x0A: invalid source.', refusal(0x0a)),
  row('9003', 'submit failed', 'Refused with 0x45: submit failed.', refusal(0x45)),
  row('9004', 'throttled', 'Each text is refused twice with 0x58, then taken.', refusal(0x58, 2)),
  row('9005', 'queue full', 'Each text is refused once with 0x14, then taken.', refusal(0x14, 1)),
  row('9006', 'queue always full', 'Refused with 0x14 for ever.', refusal(0x14)),
  row('9007', 'own code', 'Refused with 0x401, a code of this provider only.', refusal(0x401)),
  row('9008', 'system error', 'Each text is refused once with 0x08, then taken.', refusal(0x08, 1)),

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

  row('9020', 'two receipts', 'The receipt DELIVRD comes twice.', {
    receipts: [...delivered, ...delivered],
  }),
  row('9021', 'contradiction', 'DELIVRD, then UNDELIV.', {
    receipts: [...delivered, { stat: 'UNDELIV' }],
  }),
  row('9022', 'no receipt', 'Accepted and arrives, but no receipt ever comes.', { receipts: [] }),
  row(
    '9023',
    'undelivered',
    'Receipt UNDELIV; it does not arrive.',
    undelivered({ stat: 'UNDELIV' }),
  ),
  row('9024', 'expired', 'Receipt EXPIRED; it does not arrive.', undelivered({ stat: 'EXPIRED' })),
  row('9025', 'rejected', 'Receipt REJECTD; it does not arrive.', undelivered({ stat: 'REJECTD' })),
  row('9026', 'decimal id', 'The id is hexadecimal in the answer, decimal in the receipt.', {
    receipts: [{ stat: 'DELIVRD', decimalId: true }],
  }),
  row('9027', 'receipt, no TLVs', 'The receipt has only its text form.', {
    receipts: [{ stat: 'DELIVRD', withoutTlvs: true }],
  }),
  row('9028', 'receipt, no text', 'The receipt has only optional parameters.', {
    receipts: [{ stat: 'DELIVRD', withoutText: true }],
  }),
  row('9029', 'on its way', 'Receipt ENROUTE, then DELIVRD.', {
    receipts: [{ stat: 'ENROUTE' }, ...delivered],
  }),
];

const byEnding = new Map(misbehaviours.map((behaviour) => [behaviour.ending, behaviour]));

/** What the simulator does with a text to this number: by its last four digits. */
export function behaviourOf(number: string): Behaviour {
  return byEnding.get(number.slice(-4)) ?? ordinary;
}
