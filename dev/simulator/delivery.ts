import type { PduFields } from 'smpp';
import type { PhoneText, ReceiptSent } from './ledger.ts';

/** A receipt, or a text from a phone, on its way to the client. */
export type Delivery = {
  command: 'deliver_sm' | 'data_sm';
  /** Made when it leaves, because receipts say when that was. */
  fields: () => PduFields;
  /** What the ledger says each time it is sent. */
  row:
    | ({ kind: 'receipt' } & Omit<ReceiptSent, 'at' | 'connection'>)
    | ({ kind: 'phone' } & Omit<PhoneText, 'at' | 'connection'>);
  /** The number of a connection that it avoids while there is another. */
  notOn: number | null;
  tries: number;
};
