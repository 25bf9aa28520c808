import type { PDU } from 'smpp';
import type { AnswerPlan } from './behaviour.ts';
import type { ClientSession } from './client-session.ts';
import { smpp } from './smpp-library.ts';
import type { Submit } from './submit.ts';
import { oddOctets } from './wire.ts';

export type Answer = {
  client: ClientSession;
  pdu: PDU;
  submit: Submit;
  status: number;
  plan: AnswerPlan;
};

/** A FIN lets the answer through; a client that does not close its side is cut off after this. */
const LINGER_MS = 100;

/** What happens in place of an answer. */
const inItsPlace: Partial<Record<AnswerPlan, (client: ClientSession) => void>> = {
  never: () => {},
  hangUpBefore: (client) => client.hangUp(),
  tooLong: (client) => client.write(oddOctets.tooLong),
  tooShort: (client) => client.write(oddOctets.tooShort),
  halfOpen: (client) => client.freeze(),
};

const before: Partial<Record<AnswerPlan, (client: ClientSession) => void>> = {
  strayFirst: (client) => {
    const stray = { message_id: 'STRAY', sequence_number: 0x7fff_0000 };
    client.send(new smpp.PDU('submit_sm_resp', stray));
  },
  octetwise: (client) => {
    client.wire.octetwise = true;
  },
  amongFifty: (client) => client.write(oddOctets.fifty),
  cutFirst: (client) => client.write(oddOctets.cut),
  unknownCommandFirst: (client) => client.write(oddOctets.unknownCommand),
  unbindFirst: (client) => {
    client.send(new smpp.PDU('unbind'));
  },
};

const afterwards: Partial<Record<AnswerPlan, (client: ClientSession) => void>> = {
  octetwise: (client) => {
    client.wire.octetwise = false;
  },
  amongFifty: (client) => client.write(oddOctets.fifty),
  garbageAfter: (client) => client.write(oddOctets.garbage),
  hangUpAfter: (client) => {
    client.stopServing();
    client.session.close();
    setTimeout(() => client.hangUp(), LINGER_MS).unref();
  },
};

export const isAnswered = (plan: AnswerPlan): boolean => !(plan in inItsPlace);

/** Does what the plan does in place of an answer. */
export const giveNothing = ({ plan, client }: Answer): void => inItsPlace[plan]?.(client);

/** Writes the answer in the way of its plan. False where the line is gone. */
export function giveAnswer({ client, pdu, submit, status, plan }: Answer): boolean {
  const response = () => {
    if (plan === 'nack') {
      const { sequence_number } = pdu;
      return new smpp.PDU('generic_nack', { command_status: status, sequence_number });
    }
    if (status !== 0) return pdu.response({ command_status: status });
    return pdu.response({ message_id: plan === 'withoutId' ? '' : (submit.smscId ?? '') });
  };
  before[plan]?.(client);
  const isSent = client.send(response());
  if (plan === 'twice') client.send(response());
  afterwards[plan]?.(client);
  return isSent;
}
