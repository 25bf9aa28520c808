import { createSecretKey, type KeyObject } from 'node:crypto';
import { refuseWipedKey } from './refuse-wiped-key.ts';

const known = new WeakMap<Buffer, KeyObject>();

/** The same key in the form that hashes and opens three times as fast; made once for each `key` that a keyring keeps. */
export function keyObjectOf(key: Buffer): KeyObject {
  const made = known.get(key) ?? make(key);
  known.set(key, made);
  return made;
}

function make(key: Buffer): KeyObject {
  refuseWipedKey(key);
  return createSecretKey(key);
}
