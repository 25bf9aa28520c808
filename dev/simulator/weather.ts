import { z } from 'zod';

/** What the whole SMSC does, whatever the number. Times in milliseconds. */
const weather = z.strictObject({
  /** Every answer to submit_sm waits so long. */
  answerDelayMs: z.number().int().min(0),
  /** The answers of the "late answer" number. */
  lateAnswerMs: z.number().int().min(0),
  receiptDelayMs: z.number().int().min(0),
  /** Between two receipts of one message, and between an early receipt and its answer. */
  gapMs: z.number().int().min(0),
  /** Until a receipt that was answered with an error is sent again. */
  receiptRetryMs: z.number().int().min(0),
  /** command_status for every bind: 0x0D, 0x0E, 0x0F, 0x05 … */
  refuseBind: z.number().int().positive().nullable(),
  silentBind: z.boolean(),
  silentEnquireLink: z.boolean(),
  /** Takes what comes and answers nothing; nothing arrives either. */
  silentSubmit: z.boolean(),
  /** Spaces the answers, so that never more than so many are given in a second. */
  answersPerSecond: z.number().positive().nullable(),
  /** Each n-th submit_sm is answered with 0x58 (throttled). */
  throttleEvery: z.number().int().min(2).nullable(),
  /** Reads nothing from any connection: half open, as seen from the client. */
  paused: z.boolean(),
  /** Receipts wait until this is false again. */
  holdReceipts: z.boolean(),
});

export type Weather = z.output<typeof weather>;
export type WeatherChange = Partial<Weather>;

export const fairWeather: Weather = {
  answerDelayMs: 0,
  lateAnswerMs: 35_000,
  receiptDelayMs: 300,
  gapMs: 200,
  receiptRetryMs: 1_000,
  refuseBind: null,
  silentBind: false,
  silentEnquireLink: false,
  silentSubmit: false,
  answersPerSecond: null,
  throttleEvery: null,
  paused: false,
  holdReceipts: false,
};

/** Things done once: drop every line, unbind every client, all weather back to fair. */
const event = z.enum(['hangUp', 'unbind', 'fairWeather']);
export type SimulatorEvent = z.output<typeof event>;

/** The body of `POST /control`: changes of the weather, and perhaps an event, which comes first. */
export const control = weather.partial().extend({ event: event.optional() });
