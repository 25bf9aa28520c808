import { commandStatus } from '#lib/messages/command-status.ts';
import { decodeBody, type Head } from './codec.ts';
import { command, dataSmLayout, messageIdLayout, shortMessageLayout } from './commands.ts';
import { type ControlRequests, encodeBody } from './control-requests.ts';
import type { SessionCounters } from './outcome.ts';
import { parseInbound } from './parse-inbound.ts';
import type { SessionOptions } from './session-options.ts';

/** The message_id of our answers is unused (SMPP 3.4 §4.6.2). */
const encodeNoId = encodeBody(messageIdLayout, { messageId: '', tlvs: [] });

/**
 * deliver_sm and data_sm on their way to the handler. Each is answered when its handler is done (rule A5), in
 * whatever order that is; those above the limit are turned away with 0x14, so that the socket is always read and
 * enquire_link always answered (rules S7, S11).
 */
export class Deliveries {
  readonly #onDeliver: SessionOptions['onDeliver'];
  readonly #limit: number;
  readonly #counters: SessionCounters;
  readonly #controls: ControlRequests;
  readonly #onDone: () => void;
  /** Those whose handler is not done. */
  pending = 0;

  constructor(
    options: Pick<SessionOptions, 'onDeliver' | 'deliveriesHeld'>,
    counters: SessionCounters,
    controls: ControlRequests,
    onDone: () => void,
  ) {
    this.#onDeliver = options.onDeliver;
    this.#limit = options.deliveriesHeld ?? 1000;
    this.#counters = counters;
    this.#controls = controls;
    this.#onDone = onDone;
  }

  take(head: Head, frame: Buffer): void {
    if (this.pending >= this.#limit) {
      this.#counters.deliveriesTurnedAway++;
      this.#controls.respond(head, commandStatus.queueFull, encodeNoId);
      return;
    }
    const isDataSm = head.commandId === command.dataSm;
    const pdu = decodeBody(isDataSm ? dataSmLayout : shortMessageLayout, frame);
    if (!pdu) {
      this.#counters.undecodable++;
      this.#controls.respond(head, commandStatus.systemError, encodeNoId);
      return;
    }
    this.pending++;
    this.#counters.delivered++;
    void this.#handle(head, parseInbound(pdu));
  }

  async #handle(head: Head, inbound: ReturnType<typeof parseInbound>): Promise<void> {
    let status: number = commandStatus.systemError;
    try {
      const answer = await this.#onDeliver(inbound);
      status = typeof answer === 'number' ? answer : commandStatus.ok;
    } catch {
      // The handler logs its own errors; here they only mean that the SMSC has to try again.
      this.#counters.deliveriesFailed++;
    }
    this.pending--;
    this.#controls.respond(head, status, encodeNoId);
    this.#onDone();
  }
}
