import { type JudgedPromise, type JudgedTest, verdict } from './judge-promises.ts';

const marks: Record<JudgedTest['result'], string> = {
  passed: '✔',
  failed: '✖ failed:',
  skipped: '✖ skipped:',
  'not found': '✖ no test of this name:',
};

/** Clause · what keeps it · tests · result, for a terminal; the last line says how many are kept. */
export function promiseTable(judged: readonly JudgedPromise[]): string {
  return [...judged.map(oneClause), verdict(judged)].join('\n\n');
}

function oneClause({ clause, keptBy, judged, isKept }: JudgedPromise): string {
  const passed = judged.filter(({ result }) => result === 'passed').length;
  const tests =
    judged.length === 0
      ? ['✖ no test is bound to this clause']
      : judged.map(({ file, name, result }) => `${marks[result]} ${name}  (${file})`);
  return [
    `${String(clause).padStart(2)}  ${keptBy}`,
    ...tests.map((line) => `      ${line}`),
    `    ${isKept ? 'KEPT' : 'NOT KEPT'} · ${passed} of ${judged.length} tests passed`,
  ].join('\n');
}
