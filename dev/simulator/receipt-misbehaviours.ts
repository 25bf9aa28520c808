import { type Behaviour, type ReceiptPlan, row } from './behaviour.ts';

const delivered: ReceiptPlan = { stat: 'DELIVRD' };

/** It arrives, and has these receipts. */
const told = (...receipts: ReceiptPlan[]) => ({ receipts });
const lost = (...receipts: ReceiptPlan[]) => ({ arrives: false, receipts });

/** 902x, 905x and 906x: receipts. */
export const receiptMisbehaviours: readonly Behaviour[] = [
  row('9020', 'two receipts', 'The receipt DELIVRD comes twice.', told(delivered, delivered)),
  row('9021', 'contradiction', 'DELIVRD, then UNDELIV.', told(delivered, { stat: 'UNDELIV' })),
  row('9022', 'no receipt', 'Accepted and arrives, but no receipt ever comes.', told()),
  row('9023', 'undelivered', 'UNDELIV; it does not arrive.', lost({ stat: 'UNDELIV' })),
  row('9024', 'expired', 'EXPIRED; it does not arrive.', lost({ stat: 'EXPIRED' })),
  row('9025', 'rejected', 'REJECTD; it does not arrive.', lost({ stat: 'REJECTD' })),
  row(
    '9026',
    'decimal id',
    'The id is hexadecimal in the answer, decimal in the receipt.',
    told({ ...delivered, id: 'decimal' }),
  ),
  row(
    '9027',
    'receipt, no TLVs',
    'The receipt has only its text form.',
    told({ ...delivered, withoutTlvs: true }),
  ),
  row(
    '9028',
    'receipt, no text',
    'The receipt has only optional parameters.',
    told({ ...delivered, withoutText: true }),
  ),
  row('9029', 'on its way', 'ENROUTE, then DELIVRD.', told({ stat: 'ENROUTE' }, delivered)),
  row(
    '9050',
    'padded id',
    'The receipt has the id in lower case, behind zeros.',
    told({ ...delivered, id: 'padded' }),
  ),
  row(
    '9051',
    'unusual order',
    'The receipt has only text, in another order and case.',
    told({ ...delivered, text: 'shuffled', withoutTlvs: true }),
  ),
  row(
    '9052',
    'missing parts',
    'The receipt has only text, and of it only id and stat.',
    told({ ...delivered, text: 'short', withoutTlvs: true }),
  ),
  row(
    '9053',
    'dates with seconds',
    'The receipt has only text, and dates with seconds.',
    told({ ...delivered, text: 'seconds', withoutTlvs: true }),
  ),
  row(
    '9054',
    'receipt in data_sm',
    'The receipt comes in a data_sm.',
    told({ ...delivered, command: 'data_sm' }),
  ),
  row(
    '9055',
    'unknown id',
    'A receipt for an id that never was, then the right one.',
    told({ ...delivered, id: 'unknown' }, delivered),
  ),
  row(
    '9056',
    'other bind',
    'The receipt comes on another connection, where there is one.',
    told({ ...delivered, otherBind: true }),
  ),
  row(
    '9057',
    'late receipt',
    'The receipt comes after 60 s (lateReceiptMs).',
    told({ ...delivered, late: true }),
  ),
  row('9058', 'deleted', 'DELETED; it does not arrive.', lost({ stat: 'DELETED' })),
  row(
    '9059',
    'not final',
    'ACCEPTD, UNKNOWN, then DELIVRD.',
    told({ stat: 'ACCEPTD' }, { stat: 'UNKNOWN' }, delivered),
  ),
  row(
    '9060',
    'wrong bad news',
    'UNDELIV, then DELIVRD; it arrives.',
    told({ stat: 'UNDELIV' }, delivered),
  ),
  row(
    '9061',
    'intermediate',
    'An intermediate notification says DELIVRD, the receipt then UNDELIV.',
    lost({ ...delivered, intermediate: true }, { stat: 'UNDELIV' }),
  ),
];
