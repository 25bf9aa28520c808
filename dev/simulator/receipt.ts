import type { PduFields } from 'smpp';
import { decodeOctets } from './decode-octets.ts';
import type { Delivery } from './delivery.ts';
import type { ReceiptPlan } from './misbehaviours.ts';
import { bodyOf, type Submit } from './submit.ts';

/** message_state (SMPP 3.4 §5.2.28). */
const states: Record<ReceiptPlan['stat'], number> = {
  ENROUTE: 1,
  DELIVRD: 2,
  EXPIRED: 3,
  DELETED: 4,
  UNDELIV: 5,
  UNKNOWN: 7,
  REJECTD: 8,
};
/** The network's reason, for states that are bad news: 011, absent subscriber of a GSM network. */
const NETWORK_ERROR = 11;
const isBad = (stat: ReceiptPlan['stat']) => stat !== 'DELIVRD' && stat !== 'ENROUTE';

export function makeReceipt(submit: Submit, plan: ReceiptPlan): Delivery {
  const { to, smscId, reference } = submit;
  const id = plan.decimalId ? String(submit.id) : submit.id.toString(16).toUpperCase();
  return {
    command: 'deliver_sm',
    fields: () => receiptFields(submit, plan, id),
    row: { kind: 'receipt', to, id, smscId: smscId ?? '', stat: plan.stat, reference },
    tries: 0,
  };
}

/** The deliver_sm of a receipt (SMPP 3.4 §4.6, §5.2.12, Appendix B): from the phone to the sender. */
function receiptFields(submit: Submit, plan: ReceiptPlan, id: string): PduFields {
  const bare = (address: string) => address.replace('+', '');
  return {
    source_addr_ton: submit.toTon,
    source_addr_npi: submit.toNpi,
    source_addr: bare(submit.to),
    dest_addr_ton: submit.fromTon,
    dest_addr_npi: submit.fromNpi,
    destination_addr: bare(submit.from),
    esm_class: 0x04,
    data_coding: 0,
    short_message: plan.withoutText ? Buffer.alloc(0) : Buffer.from(textForm(submit, plan, id)),
    ...(plan.withoutTlvs ? {} : optionalParameters(plan, id)),
    ...(submit.reference === null ? {} : { user_message_reference: submit.reference }),
  };
}

function optionalParameters(plan: ReceiptPlan, id: string): PduFields {
  const error = Buffer.from([3, 0, isBad(plan.stat) ? NETWORK_ERROR : 0]);
  return {
    receipted_message_id: id,
    message_state: states[plan.stat],
    network_error_code: error,
  };
}

function textForm(submit: Submit, plan: ReceiptPlan, id: string): string {
  const error = isBad(plan.stat) ? NETWORK_ERROR : 0;
  return [
    `id:${id}`,
    'sub:001',
    `dlvrd:${plan.stat === 'DELIVRD' ? '001' : '000'}`,
    `submit date:${minute(new Date(submit.at))}`,
    `done date:${minute(new Date())}`,
    `stat:${plan.stat}`,
    `err:${String(error).padStart(3, '0')}`,
    `text:${beginning(submit)}`,
  ].join(' ');
}

/** YYMMDDhhmm, in UTC. */
const minute = (time: Date) => time.toISOString().replace(/\D/g, '').slice(2, 12);

function beginning(submit: Submit): string {
  const text = decodeOctets(submit.dataCoding, bodyOf(submit)).slice(0, 20);
  return text.replace(/[^ -~]/g, '?');
}
