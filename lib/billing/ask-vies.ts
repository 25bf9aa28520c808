import { z } from 'zod';
import { log } from '#lib/log.ts';

/** The Commission's REST API. It needs no key, and says of a number whether its state knows it. */
export const VIES_URL = 'https://ec.europa.eu/taxation_customs/vies/rest-api';
const TIMEOUT_MS = 5_000;

/** What VIES answers. While a state's own computer is away it has `errorWrappers` instead, also with status 200. */
const answer = z.object({ valid: z.boolean(), errorWrappers: z.never().optional() });

/** `valid`, or null when neither VIES nor the member state answered within five seconds: nobody knows. */
export type ViesAnswer = { valid: boolean; at: string } | null;

/**
 * Asks the European Commission whether a VAT number, with its country in front, is registered. The number stands in the
 * body, never in an address or a log.
 */
export async function askVies(vatNumber: string, viesUrl: string = VIES_URL): Promise<ViesAnswer> {
  try {
    const response = await fetch(`${viesUrl}/check-vat-number`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ countryCode: vatNumber.slice(0, 2), vatNumber: vatNumber.slice(2) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    });
    const read = answer.safeParse(await response.json());
    if (response.ok && read.success) {
      return { valid: read.data.valid, at: new Date().toISOString() };
    }
    log().warn({ status: response.status }, 'VIES did not say whether a VAT number is valid.');
  } catch (error) {
    // The name only: a message could quote what was asked.
    const name = error instanceof Error ? error.name : 'unknown';
    log().warn({ reason: name }, 'VIES could not be asked.');
  }
  return null;
}
