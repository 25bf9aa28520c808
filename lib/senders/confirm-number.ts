import type { CustomerContext } from '#lib/context.ts';
import type { SenderId } from '#lib/ids.ts';

export type ConfirmNumberResult =
  | { ok: true; senderId: SenderId }
  | { ok: false; sentence: string; triesLeft: number };

export async function confirmNumber(
  _ctx: CustomerContext,
  _input: { codeId: string; code: string },
): Promise<ConfirmNumberResult> {
  throw new Error('being written');
}
