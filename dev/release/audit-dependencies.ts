import { z } from 'zod';
import { askNpm } from './ask-npm.ts';

const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.string(), range: z.string(), isDirect: z.boolean() }),
  ),
});

/** `found`: one sentence a package. `notAsked`: nobody can say, which is not the same as nothing found. */
export type AuditResult = { kind: 'clean' } | { kind: 'found' | 'notAsked'; sentences: string[] };

/**
 * Asks the registry about announced vulnerabilities of everything that production installs (`npm audit`). `args` go to
 * npm, such as another registry.
 */
export async function auditDependencies(args: string[] = [], folder = '.'): Promise<AuditResult> {
  const { value } = await askNpm(['audit', '--omit=dev', ...args], folder);
  const read = report.safeParse(value);
  if (!read.success) {
    const sentence =
      'The registry does not answer questions about vulnerabilities, so nothing is known. Ask again where it does.';
    return { kind: 'notAsked', sentences: [sentence] };
  }
  const found = Object.entries(read.data.vulnerabilities).map(
    ([name, { severity, range, isDirect }]) =>
      `${name} ${range} has a vulnerability (${severity})${isDirect ? '' : '; another package brings it'}.`,
  );
  return found.length > 0 ? { kind: 'found', sentences: found } : { kind: 'clean' };
}

// npm run audit:dependencies   0: nothing is announced, 1: something is, 2: the registry does not say.
if (import.meta.main) {
  const result = await auditDependencies(process.argv.slice(2));
  if (result.kind === 'clean')
    console.log('No vulnerability of a production dependency is announced.');
  else for (const sentence of result.sentences) console.error(sentence);
  process.exitCode = { clean: 0, found: 1, notAsked: 2 }[result.kind];
}
