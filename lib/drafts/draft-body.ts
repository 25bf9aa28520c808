/** What the composer's form holds, as typed. `sendAt` is the value of a datetime-local field, or empty. */
export type DraftBody = {
  senderId: string;
  recipients: string;
  text: string;
  sendAt: string;
  agreed: boolean;
  /** Masked for this send, although the account keeps its content. */
  masked: boolean;
};
