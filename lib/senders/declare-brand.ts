import type { CustomerContext } from '#lib/context.ts';
import type { SenderId } from '#lib/ids.ts';

export const brandDeclarationWording =
  'This name is mine or I am allowed to use it, and I answer for what is sent under it.';

export type DeclareBrandResult = { ok: true; senderId: SenderId } | { ok: false; sentence: string };

export async function declareBrand(
  _ctx: CustomerContext,
  _input: { brand: string; declared: true },
): Promise<DeclareBrandResult> {
  throw new Error('being written');
}
