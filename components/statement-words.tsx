import type { StatementFact, StatementWords as Words } from '#lib/receipts/statement-facts.ts';
import { Facts } from './ui/facts.tsx';

/** What a signed statement says, in words: what happened, every fact, and what is left. */
export function StatementWords({ words }: { words: Words }) {
  return (
    <>
      {words.sentence ? <p className="max-w-prose wrap-anywhere">{words.sentence}</p> : null}
      <Facts facts={words.facts.map(wrapped)} />
      {words.left.length > 0 ? (
        <>
          <h3 className="mt-2 font-semibold">What is left, and until when</h3>
          <Facts facts={words.left.map(wrapped)} />
        </>
      ) : null}
    </>
  );
}

const wrapped = ({ term, value }: StatementFact) => ({
  term,
  value: <span className="figures wrap-anywhere">{value}</span>,
});
