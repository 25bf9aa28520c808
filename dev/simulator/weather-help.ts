import type { SimulatorEvent, Weather } from './weather.ts';

/** What each setting of the weather does, for the page of the phones, with an example of its own value. */
export const weatherHelp: { [Key in keyof Weather]: { sentence: string; example: Weather[Key] } } =
  {
    mix: {
      sentence:
        'Of a hundred texts to numbers without an ending of their own, so many behave as these endings.',
      example: { 9004: 5, 9020: 10 },
    },
    answerDelayMs: { sentence: 'Every answer to a text waits so long.', example: 500 },
    lateAnswerMs: { sentence: 'How late 9012 is.', example: 35_000 },
    receiptDelayMs: { sentence: 'From the answer to its receipt.', example: 300 },
    lateReceiptMs: { sentence: 'How late 9057 is.', example: 60_000 },
    gapMs: {
      sentence: 'Between two receipts of one text, and between an early receipt and its answer.',
      example: 200,
    },
    receiptRetryMs: {
      sentence: 'Until a receipt that was answered with an error comes again.',
      example: 1_000,
    },
    refuseBind: {
      sentence: 'Every bind is refused with this status: 5, 13 (0x0D), 14 (0x0E) or 15 (0x0F).',
      example: 14,
    },
    silentBind: { sentence: 'No bind is answered.', example: true },
    refuseConnections: {
      sentence: 'Every new connection is closed at once, before TLS and bind.',
      example: true,
    },
    silentEnquireLink: { sentence: 'No enquire_link is answered.', example: true },
    silentSubmit: { sentence: 'Texts are taken, not answered, and never arrive.', example: true },
    answersPerSecond: { sentence: 'No more answers than so many a second.', example: 20 },
    throttleEvery: { sentence: 'Each n-th text is refused with 0x58.', example: 10 },
    hangUpEveryMs: { sentence: 'All lines drop so often.', example: 20_000 },
    octetwise: { sentence: 'Everything is written one octet at a time.', example: true },
    paused: { sentence: 'Nothing is read from any line.', example: true },
    holdReceipts: { sentence: 'Receipts wait until this is false again.', example: true },
  };

/** What each event does. */
export const eventHelp: Record<SimulatorEvent, string> = {
  fairWeather: 'All settings as at the start.',
  badWeather:
    'A bad day: slow, lines drop, and much misbehaves. Also: npm run demo -- --weather bad',
  hangUp: 'Every line drops.',
  unbind: 'Every client gets an unbind.',
  halfOpen: 'Every line stays and is dead: nothing is read or written any more.',
  garbage: 'Every client gets octets that are no PDU.',
  tooLong: 'Every client gets a length of 16 MiB.',
  tooShort: 'Every client gets a length of 8.',
  cut: 'Every client gets a deliver_sm that ends in an address.',
  unknownCommand: 'Every client gets a command that nobody knows.',
  fifty: 'Every client gets fifty enquire_link in one segment.',
  strayReceipt: 'A receipt for a text that never was.',
};
