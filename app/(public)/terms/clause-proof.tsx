import { Disclosure } from '#components/ui/disclosure.tsx';
import { writeDay } from '#lib/invoices/write-day.ts';
import type { KeptPromise } from '#lib/promises/promises.ts';
import { type Proof, proofOf } from '#lib/promises/proof-of.ts';
import { proofRecord } from '#lib/promises/proof-record.ts';

/** What the software does about a clause, and behind a word the tests that prove it and what became of them. */
export function ClauseProof({ promise }: { promise: KeptPromise }) {
  const proof = proofOf(promise, proofRecord);
  const count = proof.tests.length;
  return (
    <div className="flex max-w-prose flex-col gap-1 self-start border-l-2 border-accent pl-4 text-sm">
      <p className="font-medium text-muted">What the software does about it</p>
      <p>{promise.keptBy}</p>
      <Disclosure summary={count === 1 ? 'One test checks this' : `${count} tests check this`}>
        <p>{resultOf(proof)}</p>
        <ul className="flex flex-col gap-1.5 break-words text-muted">
          {proof.tests.map(({ name, passed }) => (
            <li key={name}>
              {name.replaceAll(' › ', ': ')}
              {proof.provenOn ? ` (${passed ? 'passed' : 'newer than the last proof'})` : null}
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}

function resultOf({ tests, provenOn, commit }: Proof): string {
  if (!provenOn) return 'This version has not been proven yet. These are the tests:';
  const passed = tests.filter((test) => test.passed).length;
  return `Proven on ${writeDay(provenOn)} at commit ${commit}: ${passed} of ${tests.length} passed.`;
}
