import type { Db } from '#db/client.ts';
import type { AccountId, UserId } from '#lib/ids.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import type { MaskingIdentity } from '#lib/masking/masking-identity.ts';
import type { StaffRole } from '#lib/staff/staff-roles.ts';

declare const gate: unique symbol;

/** What every domain verb needs beside the person who asks: the database and the keys. */
export type Ground = { db: Db; keyring: Keyring };

/** What workers have besides: their own keyring, with the private halves of one-time pairs, and what they sign with. */
export type WorkerGround = Ground & { workerKeyring: Keyring; identity: MaskingIdentity };

/** A signed-in customer. Made only by `lib/auth/require-customer.ts` (and by the cast of the tests). */
export type CustomerContext = Ground & {
  readonly [gate]: 'customer';
  actor: { kind: 'customer'; userId: UserId; accountId: AccountId };
};

/** A signed-in member of staff. Made only by `lib/auth/require-staff.ts` and by commands run on the server. */
export type StaffContext = Ground & {
  readonly [gate]: 'staff';
  /** `number` is what customers know them by. */
  actor: { kind: 'staff'; userId: UserId; role: StaffRole; number: number };
};

/** The worker process. Made only by `worker/main.ts`. */
export type WorkerContext = WorkerGround & {
  readonly [gate]: 'worker';
  actor: { kind: 'worker'; workerId: string };
};

/** Somebody who has not signed in: sign-up, sign-in, recovery. `address` is the network address that asks. */
export type VisitorContext = Ground & {
  readonly [gate]: 'visitor';
  actor: { kind: 'visitor'; address: string };
};

/** The context of a signed-in customer. For `lib/auth`, which has seen the session, and for tests. */
export function customerContext(
  ground: Ground,
  actor: { userId: UserId; accountId: AccountId },
): CustomerContext {
  return { ...ground, actor: { kind: 'customer', ...actor } } as CustomerContext;
}

/** The context of a member of staff. For `lib/auth` and for commands run on the server itself. */
export function staffContext(
  ground: Ground,
  actor: { userId: UserId; role: StaffRole; number: number },
): StaffContext {
  return { ...ground, actor: { kind: 'staff', ...actor } } as StaffContext;
}

/** The context of the worker process. For `worker/`. */
export function workerContext(ground: WorkerGround, workerId: string): WorkerContext {
  return { ...ground, actor: { kind: 'worker', workerId } } as WorkerContext;
}

/** The context of somebody not signed in, at a network address. For `lib/auth`. */
export function visitorContext(ground: Ground, address: string): VisitorContext {
  return { ...ground, actor: { kind: 'visitor', address } } as VisitorContext;
}
