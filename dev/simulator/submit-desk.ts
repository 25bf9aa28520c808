import type { PDU } from 'smpp';
import type { ClientSession } from './client-session.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import type { Ledger } from './ledger.ts';
import { type AnswerPlan, type Behaviour, behaviourOf } from './misbehaviours.ts';
import type { Phones } from './phones.ts';
import { makeReceipt } from './receipt.ts';
import { smpp } from './smpp-library.ts';
import { readSubmit, type Submit } from './submit.ts';
import type { Weather } from './weather.ts';

type Surroundings = {
  ledger: Ledger;
  phones: Phones;
  deliveries: DeliveryQueue;
  weather: () => Weather;
};

const THROTTLED = 0x58;
/** A FIN lets the answer through; a client that does not close its side is cut off after this. */
const LINGER_MS = 100;

/** Takes each text, decides by its number and the weather, answers, writes down, delivers, plans receipts. */
export class SubmitDesk {
  readonly #around: Surroundings;
  /** How often a text was refused that is taken after some refusals. */
  #refusals = new Map<string, number>();
  #nextId = Math.floor(Date.now() / 1_000) * 65_536;
  #nextAnswerAt = 0;
  submits = 0;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** A submit_sm of a bound client. */
  take(client: ClientSession, pdu: PDU): void {
    this.#nextId += 1;
    this.submits += 1;
    const submit = readSubmit(pdu, this.#nextId, client.number);
    const behaviour = behaviourOf(submit.to);
    if (this.#around.weather().silentSubmit) {
      this.#around.ledger.append({ kind: 'submit', ...submit });
      return;
    }
    const refusal = this.#refusalOf(submit, behaviour);
    if (refusal !== null) {
      this.#answerAfter(this.#paceMs(), { client, pdu, submit, status: refusal, plan: 'once' });
      return;
    }
    submit.smscId = submit.id.toString(16).toUpperCase();
    this.#accept(client, pdu, submit, behaviour);
  }

  #accept(client: ClientSession, pdu: PDU, submit: Submit, behaviour: Behaviour): void {
    const { phones, deliveries, weather } = this.#around;
    const { receiptDelayMs, gapMs } = weather();
    const plan = behaviour.answer;
    const answerMs = this.#paceMs() + this.#extraMs(plan);
    this.#answerAfter(answerMs, { client, pdu, submit, status: 0, plan });
    if (behaviour.arrives) phones.deliver(submit);
    if ((submit.registeredDelivery & 0x03) === 0) return;
    const firstMs = plan === 'afterReceipt' ? 0 : answerMs + receiptDelayMs;
    for (const [i, receiptPlan] of behaviour.receipts.entries()) {
      deliveries.sendLater(makeReceipt(submit, receiptPlan), firstMs + i * gapMs);
    }
  }

  #refusalOf(submit: Submit, { refuse }: Behaviour): number | null {
    const { throttleEvery } = this.#around.weather();
    if (throttleEvery !== null && this.submits % throttleEvery === 0) return THROTTLED;
    if (!refuse) return null;
    if (refuse.times === undefined) return refuse.status;
    const key = `${submit.to}/${submit.octets}`;
    const refused = this.#refusals.get(key) ?? 0;
    if (refused < refuse.times) {
      this.#refusals.set(key, refused + 1);
      return refuse.status;
    }
    this.#refusals.delete(key);
    return null;
  }

  /** How long this answer waits for its turn, by the weather. */
  #paceMs(): number {
    const { answersPerSecond, answerDelayMs } = this.#around.weather();
    if (answersPerSecond === null) return answerDelayMs;
    const now = performance.now();
    const at = Math.max(now, this.#nextAnswerAt);
    this.#nextAnswerAt = at + 1_000 / answersPerSecond;
    return Math.round(at - now) + answerDelayMs;
  }

  #extraMs(plan: AnswerPlan): number {
    const { lateAnswerMs, gapMs } = this.#around.weather();
    if (plan === 'late') return lateAnswerMs;
    return plan === 'afterReceipt' ? gapMs : 0;
  }

  #answerAfter(delayMs: number, answer: Answer): void {
    const { ledger } = this.#around;
    const { submit, plan, client, status } = answer;
    const isAnswered = plan !== 'never' && plan !== 'hangUpBefore';
    const isNow = isAnswered && delayMs === 0;
    if (isNow) submit.status = status;
    ledger.append({ kind: 'submit', ...submit });
    if (plan === 'hangUpBefore') client.hangUp();
    if (isNow) giveAnswer(answer);
    if (!isAnswered || isNow) return;
    setTimeout(() => {
      if (!giveAnswer(answer)) return;
      submit.status = status;
      ledger.append({ kind: 'answer', at: new Date().toISOString(), submit: submit.id, status });
    }, delayMs).unref();
  }
}

type Answer = {
  client: ClientSession;
  pdu: PDU;
  submit: Submit;
  status: number;
  plan: AnswerPlan;
};

/** Writes the answer in the way of its plan. False where the line is gone. */
function giveAnswer({ client, pdu, submit, status, plan }: Answer): boolean {
  const response = () =>
    pdu.response(status === 0 ? { message_id: submit.smscId ?? '' } : { command_status: status });
  if (plan === 'strayFirst') {
    const stray = { message_id: 'STRAY', sequence_number: 0x7fff_0000 };
    client.send(new smpp.PDU('submit_sm_resp', stray));
  }
  const isSent = client.send(response());
  if (plan === 'twice') client.send(response());
  if (plan === 'hangUpAfter') {
    client.canSubmit = false;
    client.canReceive = false;
    client.session.close();
    setTimeout(() => client.hangUp(), LINGER_MS).unref();
  }
  return isSent;
}
