import { timingSafeEqual } from 'node:crypto';
import { copyPassHash } from '#lib/accounts/keyed-names.ts';
import type { ExportId } from '#lib/ids.ts';

/** For so long after the proof the archive can be fetched. */
const MINUTES = 15;

/** The archive, and the session in which its owner proved to be there. */
export type CopyFor = { exportId: ExportId; sessionHash: Buffer };

/**
 * What opens the download of an archive for 15 minutes, in the session that has just proven who is there: in any other it
 * is worth nothing. The end of its time, and a keyed hash over it; nothing of it is stored.
 */
export function newCopyPass(copy: CopyFor, nowMs = Date.now()): string {
  return sign(copy, (nowMs + MINUTES * 60_000).toString(36));
}

/** Whether the pass was made for this archive and this session, and its time is not over. */
export function isCopyPass(pass: string, copy: CopyFor, nowMs = Date.now()): boolean {
  const [end = ''] = pass.split('.');
  const [given, right] = [Buffer.from(pass), Buffer.from(sign(copy, end))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
  return Number.parseInt(end, 36) > nowMs;
}

const sign = ({ exportId, sessionHash }: CopyFor, end: string): string =>
  `${end}.${copyPassHash(exportId, sessionHash, end).toString('base64url')}`;
