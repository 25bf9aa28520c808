import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { encode } from 'uqr';
import { users } from '#db/schema/accounts.ts';
import { totpSecrets } from '#db/schema/factors.ts';
import { openApp } from './app-secret.ts';
import type { UserContext } from './user-context.ts';

/** For so long after it was begun, a secret is shown and can be confirmed. */
export const CONFIRM_MINUTES = 15;

/** What an app needs to compute codes, in three forms: an address, its QR code, and groups of letters to type. */
export type PendingApp = { uri: string; qr: QrCode; secretGroups: string };

/** A QR code with its margin: `path` (SVG) draws the dark of `size` by `size` squares. */
export type QrCode = { size: number; path: string };

/** The secret that was begun within 15 minutes and not confirmed yet, for its user's eyes, or null. */
export async function readPendingApp(ctx: UserContext): Promise<PendingApp | null> {
  const { userId } = ctx.actor;
  const [row] = await ctx.db
    .select({ secretSealed: totpSecrets.secretSealed, username: users.username })
    .from(totpSecrets)
    .innerJoin(users, eq(users.id, totpSecrets.userId))
    .where(and(eq(totpSecrets.userId, userId), isPending));
  if (!row) return null;
  const app = await openApp(ctx, { userId, username: row.username }, row.secretSealed);
  const uri = app.toString();
  const secretGroups = app.secret.base32.match(/.{1,4}/g)!.join(' ');
  return { uri, qr: qrCodeOf(uri), secretGroups };
}

/** Light squares around it (ISO/IEC 18004 §9.1). */
const QUIET_ZONE = 4;

function qrCodeOf(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const squares = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { size, path: squares.join('') };
}

/** In SQL: begun within 15 minutes, and not confirmed. */
export const isPending = and(
  isNull(totpSecrets.confirmedAt),
  gt(totpSecrets.createdAt, sql`now() - make_interval(mins => ${CONFIRM_MINUTES})`),
);
