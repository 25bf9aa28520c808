/** How one receipt is written. */
export type ReceiptPlan = {
  stat:
    | 'ENROUTE'
    | 'DELIVRD'
    | 'EXPIRED'
    | 'DELETED'
    | 'UNDELIV'
    | 'ACCEPTD'
    | 'UNKNOWN'
    | 'REJECTD';
  /** The id otherwise than in the answer: in decimal, in lower case behind zeros, or one that never was. */
  id?: 'decimal' | 'padded' | 'unknown';
  /** The text form: dates with seconds, in another order and case, or only id and stat. */
  text?: 'seconds' | 'shuffled' | 'short';
  /** Only the text form, without optional parameters. */
  withoutTlvs?: true;
  /** Only optional parameters: the short message is empty. */
  withoutText?: true;
  /** An intermediate notification (esm_class 0x20). */
  intermediate?: true;
  command?: 'data_sm';
  /** On another connection than the text came by, where there is one. */
  otherBind?: true;
  /** After `lateReceiptMs`. */
  late?: true;
};

export type AnswerPlan =
  | 'once'
  | 'never'
  | 'late'
  | 'twice'
  | 'withoutId'
  | 'strayFirst'
  | 'afterReceipt'
  | 'hangUpBefore'
  | 'hangUpAfter'
  | 'garbageAfter'
  | 'tooLong'
  | 'tooShort'
  | 'octetwise'
  | 'amongFifty'
  | 'cutFirst'
  | 'unknownCommandFirst'
  | 'nack'
  | 'halfOpen'
  | 'unbindFirst';

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

/** Every other number. */
export const ordinary: Behaviour = {
  ending: '',
  name: 'ordinary',
  sentence: 'Accepted, shown on the phone, receipt DELIVRD after 0.3 s.',
  answer: 'once',
  arrives: true,
  receipts: [{ stat: 'DELIVRD' }],
};

/** A behaviour, by how it differs from that of an ordinary number. */
export const row = (
  ending: string,
  name: string,
  sentence: string,
  change: Partial<Omit<Behaviour, 'ending' | 'name' | 'sentence'>>,
): Behaviour => ({ ...ordinary, ending, name, sentence, ...change });
