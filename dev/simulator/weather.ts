import { z } from 'zod';

const ms = z.number().int().min(0);
const ending = z.string().regex(/^9\d{3}$/, 'An ending has four digits, such as 9013.');

/** What the whole SMSC does, whatever the number. Times in milliseconds. weather-help.ts says what each does. */
const weather = z.strictObject({
  mix: z.record(ending, z.number().min(0).max(100)),
  answerDelayMs: ms,
  lateAnswerMs: ms,
  receiptDelayMs: ms,
  lateReceiptMs: ms,
  gapMs: ms,
  receiptRetryMs: ms,
  refuseBind: z.number().int().positive().nullable(),
  silentBind: z.boolean(),
  refuseConnections: z.boolean(),
  silentEnquireLink: z.boolean(),
  silentSubmit: z.boolean(),
  answersPerSecond: z.number().positive().nullable(),
  throttleEvery: z.number().int().min(2).nullable(),
  hangUpEveryMs: ms.nullable(),
  octetwise: z.boolean(),
  paused: z.boolean(),
  holdReceipts: z.boolean(),
});

export type Weather = z.output<typeof weather>;
export type WeatherChange = Partial<Weather>;

export const fairWeather: Weather = {
  mix: {},
  answerDelayMs: 0,
  lateAnswerMs: 35_000,
  receiptDelayMs: 300,
  lateReceiptMs: 60_000,
  gapMs: 200,
  receiptRetryMs: 1_000,
  refuseBind: null,
  silentBind: false,
  refuseConnections: false,
  silentEnquireLink: false,
  silentSubmit: false,
  answersPerSecond: null,
  throttleEvery: null,
  hangUpEveryMs: null,
  octetwise: false,
  paused: false,
  holdReceipts: false,
};

/** An SMSC on a bad day: slow, and of a hundred texts some forty misbehave in one way or another. */
export const badWeather: Weather = {
  ...fairWeather,
  answerDelayMs: 120,
  receiptDelayMs: 800,
  hangUpEveryMs: 20_000,
  mix: {
    ...{ 9004: 6, 9005: 2, 9008: 2, 9001: 1, 9035: 1 },
    ...{ 9010: 0.4, 9011: 2, 9012: 2, 9013: 1, 9014: 1, 9017: 6 },
    ...{ 9020: 3, 9021: 2, 9022: 1, 9023: 2, 9026: 2, 9029: 2, 9055: 1, 9060: 1 },
    ...{ 9043: 1, 9044: 1 },
  },
};

const event = z.enum([
  'fairWeather',
  'badWeather',
  'hangUp',
  'unbind',
  'halfOpen',
  'garbage',
  'tooLong',
  'tooShort',
  'cut',
  'unknownCommand',
  'fifty',
  'strayReceipt',
]);
/** Things done once, to every line that is open. */
export type SimulatorEvent = z.output<typeof event>;

/** The body of `POST /control`: changes of the weather, and perhaps an event, which comes first. */
export const control = weather.partial().extend({ event: event.optional() });
