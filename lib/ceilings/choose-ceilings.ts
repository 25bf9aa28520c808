import type { Db } from '#db/client.ts';
import { ceilingChoices } from '#db/schema/ceilings.ts';
import { openCountries } from '#lib/accounts/open-country.ts';
import type { CustomerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { type Proof, proveAgain } from '#lib/factors/prove-again.ts';
import { type CeilingChoiceId, newId } from '#lib/ids.ts';
import { lockBalance } from '#lib/ledger/lock-balance.ts';
import type { Micros } from '#lib/money/micros.ts';
import { parseMoney } from '#lib/money/parse-money.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { accountCeilings, type Ceiling } from './account-ceilings.ts';
import { type Span, spans } from './spans.ts';

/** `country`: ISO 3166-1 alpha-2, or empty for everything. Amounts as they were typed; an empty one is the default. */
export type ChooseCeilings = Record<Span, string> & { country: string } & Proof;
export type ChooseResult = { ok: true } | { ok: false; problems: FieldProblem[] };

type Choice = Record<Span, Micros | null>;

/**
 * Sets what an account may spend in an hour, a day and a month, on everything or on one open country. Whatever raises one
 * of the three, also by going back to a higher default, needs the password or a passkey; lowering does not. It counts from the next send
 * on, and what waits goes on only when its customer says so.
 */
export async function chooseCeilings(
  ctx: CustomerContext,
  { country, password, passkey, ...typed }: ChooseCeilings,
): Promise<ChooseResult> {
  if (country && !(await openCountries(ctx)).some((open) => open === country)) {
    return refuse('hour', 'This country is not open. Open it first, in Settings.');
  }
  const choice = readChoice(typed);
  if (!choice.ok) return choice;
  const { accountId, userId } = ctx.actor;
  const read = async (db: Db) =>
    (await accountCeilings(db, accountId, [country])).filter((each) => each.country === country);
  let isProven = false;
  if (raises(await read(ctx.db), choice.micros)) {
    if (!password && !passkey) return needsPassword;
    const proof = await proveAgain(ctx, { password, passkey });
    if (!proof.ok) return refuse('password', proof.sentence);
    isProven = true;
  }
  return ctx.db.transaction(async (tx): Promise<ChooseResult> => {
    // The lock under which sends are decided: nobody lowers it meanwhile, so that this would raise it after all.
    await lockBalance(tx, accountId);
    const current = await read(tx);
    if (raises(current, choice.micros) && !isProven) return needsPassword;
    const changed = current.filter((each) => each.chosenMicros !== choice.micros[each.span]);
    if (changed.length === 0) return { ok: true };
    await tx.insert(ceilingChoices).values(
      changed.map(({ span }) => ({
        ...{ accountId, userId, country, span, micros: choice.micros[span] },
        id: newId<CeilingChoiceId>(),
      })),
    );
    return { ok: true };
  });
}

const refuse = (field: string, sentence: string): ChooseResult => ({
  ok: false,
  problems: [{ field, sentence }],
});

const needsPassword = refuse(
  'password',
  'This raises a ceiling. Type your password, to be sure that it is you.',
);

function readChoice(
  typed: Record<Span, string>,
): { ok: true; micros: Choice } | { ok: false; problems: FieldProblem[] } {
  const read = (span: Span) =>
    typed[span].trim() === '' ? null : (parseMoney(typed[span], env.CURRENCY) ?? 'wrong');
  const problems: FieldProblem[] = spans
    .filter((span) => read(span) === 'wrong')
    .map((field) => ({ field, sentence: 'Write an amount such as 20 or 20.50.' }));
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    micros: Object.fromEntries(spans.map((span) => [span, read(span)])) as Choice,
  };
}

/** Whether more could be spent than now. No ceiling at all is the highest. */
const raises = (current: readonly Ceiling[], choice: Choice): boolean =>
  current.some(({ span, micros, defaultMicros }) => {
    const wanted = choice[span] ?? defaultMicros;
    return micros !== null && (wanted === null || wanted > micros);
  });
