import { randomInt } from 'node:crypto';
import { expect } from '@playwright/test';
import { newestCode } from '#dev/newest-code.ts';
import { noteCanary } from './canary.ts';

const phonePage = process.env.E2E_PHONE_PAGE ?? '';

/**
 * A Greek mobile number that nobody else in this run uses; `ending` (four digits) makes the simulator misbehave in a
 * known way. Noted as a canary: it must be readable nowhere afterwards.
 */
export function newNumber(ending = String(randomInt(1000, 8000))): string {
  const number = `+3069${randomInt(1000, 9999)}${ending}`;
  noteCanary(number.slice(1));
  return number;
}

export type Arrived = { from: string; text: string };

/** What the simulator's phones have received on this number, oldest first. */
export async function arrivedAt(number: string): Promise<Arrived[]> {
  const answer = await fetch(`${phonePage}/messages?to=${encodeURIComponent(number)}`);
  return (await answer.json()) as Arrived[];
}

/** The newest six-digit code that arrived on this number. Waits for it. */
export async function codeAt(number: string): Promise<string> {
  let code = '';
  await expect(async () => {
    code = (await newestCode(phonePage, number)) ?? '';
    expect(code).toMatch(/^\d{6}$/);
  }).toPass({ timeout: 15_000 });
  return code;
}

/** Somebody writes on this phone, to a number, a short code or a name. */
export async function writeOn(phone: string, to: string, text: string): Promise<void> {
  const body = JSON.stringify({ from: phone, to, text });
  const answer = await fetch(`${phonePage}/from-phone`, { method: 'POST', body });
  expect(answer.status).toBe(200);
}
