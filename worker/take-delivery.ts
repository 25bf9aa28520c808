import { receiptMatchHash } from '#lib/outbox/receipt-match-hash.ts';
import type { Provider } from '#lib/providers/read-providers.ts';
import type { Shared } from './line.ts';
import { answeredIdsOf, type MessageIdForm } from './smpp/normalise-message-id.ts';
import type { Inbound } from './smpp/parse-inbound.ts';

/** PostgreSQL's text takes no NUL, and what an SMSC writes is not ours to trust. */
const withoutNul = (text: string) => text.replaceAll('\0', ' ');

/**
 * What an SMSC delivers. A receipt or a STOP is answered when it is durable (rule A5). Other messages from phones and
 * acknowledgements get a positive answer, or the SMSC would send them again for days.
 */
export async function takeDelivery(
  { ctx, recorder, stopDesk }: Pick<Shared, 'ctx' | 'recorder' | 'stopDesk'>,
  provider: Provider,
  inbound: Inbound,
): Promise<void> {
  if (inbound.kind === 'message') return stopDesk.take(inbound.message);
  if (inbound.kind !== 'receipt') return;
  const { receipt } = inbound;
  const arrival = {
    providerId: provider.id,
    answeredIds: answeredIdsOf(
      withoutNul(receipt.smscMessageId),
      provider.messageIdForm as MessageIdForm,
    ),
    stateCode: receipt.stateCode,
    errorCode: receipt.errorCode && withoutNul(receipt.errorCode),
    reference: receipt.reference,
    recipientHash: () => receiptMatchHash(ctx.keyring, receipt.from),
    raw: withoutNul(receipt.raw),
  };
  await recorder.receive(arrival, receipt.from);
}
