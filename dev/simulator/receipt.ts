import type { PduFields } from 'smpp';
import type { ReceiptPlan } from './behaviour.ts';
import { decodeOctets } from './decode-octets.ts';
import type { Delivery } from './delivery.ts';
import { smpp } from './smpp-library.ts';
import { bodyOf, readSubmit, type Submit } from './submit.ts';

/** message_state (SMPP 3.4 §5.2.28). */
const states: Record<ReceiptPlan['stat'], number> = {
  ENROUTE: 1,
  DELIVRD: 2,
  EXPIRED: 3,
  DELETED: 4,
  UNDELIV: 5,
  ACCEPTD: 6,
  UNKNOWN: 7,
  REJECTD: 8,
};
/** The network's reason, for states that are bad news: 011, absent subscriber of a GSM network. */
const NETWORK_ERROR = 11;
const isBad = (stat: ReceiptPlan['stat']) => !['DELIVRD', 'ENROUTE', 'ACCEPTD'].includes(stat);

export function makeReceipt(submit: Submit, plan: ReceiptPlan): Delivery {
  const { to, smscId, reference, connection } = submit;
  const id = idOf(submit, plan);
  return {
    command: plan.command ?? 'deliver_sm',
    fields: () => receiptFields(submit, plan, id),
    row: { kind: 'receipt', to, id, smscId: smscId ?? '', stat: plan.stat, reference },
    notOn: plan.otherBind ? connection : null,
    tries: 0,
  };
}

/** A receipt for a text that never was, to a number that is nobody's. */
export function makeStrayReceipt(): Delivery {
  const pdu = new smpp.PDU('submit_sm', {
    destination_addr: '306900000000',
    dest_addr_ton: 1,
    source_addr: 'Nobody',
    source_addr_ton: 5,
    short_message: Buffer.alloc(0),
  });
  const submit = readSubmit(pdu, Date.now(), 0);
  return makeReceipt(submit, { stat: 'DELIVRD', id: 'unknown' });
}

function idOf({ id }: Submit, plan: ReceiptPlan): string {
  const hexadecimal = id.toString(16);
  if (plan.id === 'decimal') return String(id);
  if (plan.id === 'padded') return `0000${hexadecimal}`;
  return plan.id === 'unknown' ? `NEVER${hexadecimal}` : hexadecimal.toUpperCase();
}

/** The deliver_sm or data_sm of a receipt (SMPP 3.4 §4.6, §5.2.12, Appendix B): from the phone to the sender. */
function receiptFields(submit: Submit, plan: ReceiptPlan, id: string): PduFields {
  const bare = (address: string) => address.replace('+', '');
  const text = Buffer.from(plan.withoutText ? '' : textForm(submit, plan, id));
  return {
    source_addr_ton: submit.toTon,
    source_addr_npi: submit.toNpi,
    source_addr: bare(submit.to),
    dest_addr_ton: submit.fromTon,
    dest_addr_npi: submit.fromNpi,
    destination_addr: bare(submit.from),
    esm_class: plan.intermediate ? 0x20 : 0x04,
    data_coding: 0,
    ...(plan.command === 'data_sm' ? { message_payload: text } : { short_message: text }),
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
  const error = String(isBad(plan.stat) ? NETWORK_ERROR : 0).padStart(3, '0');
  const [submitted, done] = [new Date(submit.at), new Date()].map((time) => dateOf(time, plan));
  if (plan.text === 'short') return `id:${id} stat:${plan.stat}`;
  if (plan.text === 'shuffled') {
    return `STAT:${plan.stat.toLowerCase()} Err:${error} DONE DATE:${done} ID:${id}`;
  }
  return [
    `id:${id}`,
    'sub:001',
    `dlvrd:${plan.stat === 'DELIVRD' ? '001' : '000'}`,
    `submit date:${submitted}`,
    `done date:${done}`,
    `stat:${plan.stat}`,
    `err:${error}`,
    `text:${beginning(submit)}`,
  ].join(' ');
}

/** YYMMDDhhmm, in UTC, perhaps with seconds. */
const dateOf = (time: Date, { text }: ReceiptPlan) =>
  time
    .toISOString()
    .replace(/\D/g, '')
    .slice(2, text === 'seconds' ? 14 : 12);

function beginning(submit: Submit): string {
  const text = decodeOctets(submit.dataCoding, bodyOf(submit)).slice(0, 20);
  return text.replace(/[^ -~]/g, '?');
}
