import { env } from '#lib/env.ts';
import { paths } from '#lib/web/paths.ts';
import { type StopToken, sampleToken } from './stop-link-token.ts';

/**
 * The last line of a text, with its line break. Every letter is in the GSM alphabet, and the length is the same for every
 * recipient, so that all texts of a batch take as many segments. With the scheme, because a phone that has to guess it
 * would send the token in the clear first.
 */
export const stopLinkEnding = (token: StopToken): string =>
  `\nStop: ${env.APP_ORIGIN}${paths.stop(token)}`;

/** The same for no recipient at all: what the composer shows and what is counted and priced. */
export const sampleStopLinkEnding = (): string => stopLinkEnding(sampleToken);

/** Whether texts from this sender end so: where the operator wants it, those that nobody can answer with STOP. */
export const endsInStopLink = (sender: { kind: 'number' | 'brand' }): boolean =>
  env.STOP_LINKS && sender.kind === 'brand';
