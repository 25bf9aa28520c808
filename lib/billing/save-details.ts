import type { CustomerContext } from '#lib/context.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { askVies } from './ask-vies.ts';
import type { BillingDetails } from './billing-details.ts';
import { holdAccount } from './hold-account.ts';
import { parseDetails, type TypedDetails } from './parse-details.ts';
import { readDetails } from './read-details.ts';
import { storeDetails } from './store-details.ts';
import { isForVies } from './vies-state.ts';

export type SaveDetailsResult =
  | { ok: true; details: BillingDetails }
  | { ok: false; problems: FieldProblem[] };

const DAY_MS = 86_400_000;

/**
 * Saves who is to be invoiced, in the place of earlier details; orders that were placed keep theirs. Refused, field by field:
 * see `parseDetails`. With VIES_CHECK the European Commission is asked about a VAT number, unless it knew it within a day:
 * details are saved whatever it says. When it says nothing, an earlier answer about the same number stands.
 */
export async function saveDetails(
  ctx: CustomerContext,
  typed: TypedDetails,
  { viesUrl }: { viesUrl?: string } = {},
): Promise<SaveDetailsResult> {
  const parsed = parseDetails(typed);
  if (!parsed.ok) return parsed;
  const details = { ...parsed.details, vatLookedUp: await lookUp(ctx, parsed.details, viesUrl) };
  const { accountId, userId } = ctx.actor;
  const isSaved = await ctx.db.transaction(async (tx) => {
    if (!(await holdAccount(tx, accountId))) return false;
    await storeDetails(tx, ctx.keyring, { accountId, userId, details });
    return true;
  });
  if (isSaved) return { ok: true, details };
  return { ok: false, problems: [{ field: 'name', sentence: 'This account has been deleted.' }] };
}

async function lookUp(
  ctx: CustomerContext,
  details: BillingDetails,
  viesUrl: string | undefined,
): Promise<BillingDetails['vatLookedUp']> {
  if (!isForVies(details)) return null;
  const { vatNumber } = details;
  const before = await readDetails(ctx);
  const known = before?.vatNumber === vatNumber ? before.vatLookedUp : null;
  if (known?.valid && Date.parse(known.at) > Date.now() - DAY_MS) return known;
  return (await askVies(vatNumber, viesUrl)) ?? known;
}
