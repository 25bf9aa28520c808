import { randomBytes } from 'node:crypto';

declare const visitorId: unique symbol;

/** 128 random bits in hexadecimal: by them Mixpanel knows one browser again, and nobody knows whose it is. */
export type VisitorId = string & { readonly [visitorId]: true };

/** Another one each time; nothing about the visitor goes into it. */
export const newVisitorId = (): VisitorId => randomBytes(16).toString('hex') as VisitorId;

/** The id in a cookie's value, or null for anything else: what a browser sends back is not always what it was given. */
export const parseVisitorId = (value: string | undefined): VisitorId | null =>
  value !== undefined && /^[0-9a-f]{32}$/.test(value) ? (value as VisitorId) : null;
