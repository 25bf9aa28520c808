import type { PDU } from 'smpp';
import type { AnswerPlan, Behaviour } from './behaviour.ts';
import type { ClientSession } from './client-session.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import { type Answer, giveAnswer, giveNothing, isAnswered } from './give-answer.ts';
import type { Ledger } from './ledger.ts';
import { chooseBehaviour } from './misbehaviours.ts';
import type { Phones } from './phones.ts';
import { makeReceipt } from './receipt.ts';
import { readSubmit, type Submit } from './submit.ts';
import type { Weather } from './weather.ts';

type Surroundings = {
  ledger: Ledger;
  phones: Phones;
  deliveries: DeliveryQueue;
  weather: () => Weather;
};

const THROTTLED = 0x58;

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
    const behaviour = chooseBehaviour(submit, this.#around.weather().mix);
    if (this.#around.weather().silentSubmit) {
      this.#around.ledger.append({ kind: 'submit', ...submit });
      return;
    }
    const refusal = this.#refusalOf(submit, behaviour);
    if (refusal !== null) {
      this.#answerAfter(this.#paceMs(), {
        client,
        pdu,
        submit,
        status: refusal,
        plan: refusalPlan(behaviour),
      });
      return;
    }
    submit.smscId = submit.id.toString(16).toUpperCase();
    this.#accept(client, pdu, submit, behaviour);
  }

  #accept(client: ClientSession, pdu: PDU, submit: Submit, behaviour: Behaviour): void {
    const { phones, deliveries, weather } = this.#around;
    const { receiptDelayMs, lateReceiptMs, gapMs } = weather();
    const plan = behaviour.answer;
    const answerMs = this.#paceMs() + this.#extraMs(plan);
    this.#answerAfter(answerMs, { client, pdu, submit, status: 0, plan });
    if (behaviour.arrives) phones.deliver(submit);
    if ((submit.registeredDelivery & 0x03) === 0) return;
    const ordinaryMs = plan === 'afterReceipt' ? 0 : answerMs + receiptDelayMs;
    const firstMs = behaviour.receipts[0]?.late ? lateReceiptMs : ordinaryMs;
    const made = behaviour.receipts.map((receiptPlan) => makeReceipt(submit, receiptPlan));
    deliveries.sendInTurn(made, firstMs, gapMs);
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
    const { submit, plan, status } = answer;
    const isNow = isAnswered(plan) && delayMs === 0;
    if (isNow) submit.status = status;
    ledger.append({ kind: 'submit', ...submit });
    if (!isAnswered(plan)) giveNothing(answer);
    else if (isNow) giveAnswer(answer);
    else setTimeout(() => this.#answerNow(answer), delayMs).unref();
  }

  #answerNow(answer: Answer): void {
    if (!giveAnswer(answer)) return;
    const { submit, status } = answer;
    submit.status = status;
    const at = new Date().toISOString();
    this.#around.ledger.append({ kind: 'answer', at, submit: submit.id, status });
  }
}

/** Refused and taken later: in the plain way. Refused for good: in its own. */
const refusalPlan = ({ refuse, answer }: Behaviour): AnswerPlan =>
  refuse && refuse.times === undefined ? answer : 'once';
