import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { askNpm } from './ask-npm.ts';

const pinned = z.record(z.string(), z.string());
const manifest = z.object({ dependencies: pinned, devDependencies: pinned });
const outdated = z.record(z.string(), z.object({ wanted: z.string(), latest: z.string() }));

export type ReleaseCheck = {
  /** Dependencies that are not the newest of their line: these stop a release. */
  behind: string[];
  /** Newer lines, which somebody has to decide about. */
  newerLines: string[];
  /** Dependencies that the registry said nothing of. */
  unknown: string[];
  checked: number;
};

/**
 * Compares every production dependency of `package.json` in `folder`, and Node.js itself, with the newest version of its
 * line: what `^` allows (for 1.2.3 below 2.0.0, for 0.2.3 below 0.3.0; Semantic Versioning §4). `args` go to npm, such
 * as another registry.
 */
export async function checkRelease(args: string[] = [], folder = '.'): Promise<ReleaseCheck> {
  const { dependencies, devDependencies } = manifest.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  const { node } = devDependencies;
  const ours = { ...dependencies, ...(node === undefined ? {} : { node }) };
  const newest = await newestOf(ours, args);
  const result: ReleaseCheck = {
    ...{ behind: [], newerLines: [], unknown: [], checked: Object.keys(ours).length },
  };
  for (const [name, version] of Object.entries(ours)) {
    const found = newest[name];
    if (!found) result.unknown.push(`${name}: the registry says nothing of it.`);
    else if (found.wanted !== version) {
      result.behind.push(`${name} is ${version}, and the newest of its line is ${found.wanted}.`);
    } else if (found.latest !== version) {
      result.newerLines.push(`${name} has a newer line: ${found.latest} (here ${version}).`);
    }
  }
  return result;
}

/** Asked once, of a folder that has nothing installed: npm then names every dependency, also those that are newest. */
async function newestOf(ours: Record<string, string>, args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'allsms-release-'));
  try {
    const dependencies = Object.fromEntries(
      Object.entries(ours).map(([name, version]) => [name, `^${version}`]),
    );
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
    const { value } = await askNpm(['outdated', ...args], folder);
    const read = outdated.safeParse(value);
    return read.success ? read.data : {};
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// npm run release:check   0: everything is the newest of its line, 1: something is not, 2: the registry does not say.
if (import.meta.main) {
  const { behind, newerLines, unknown, checked } = await checkRelease(process.argv.slice(2));
  for (const sentence of newerLines) console.log(`For a decision: ${sentence}`);
  for (const sentence of [...behind, ...unknown]) console.error(sentence);
  if (behind.length > 0)
    console.error('Not to be released: npm install --save-exact NAME@VERSION.');
  else if (unknown.length === 0) {
    console.log(`All ${checked} production dependencies are the newest of their line.`);
  }
  process.exitCode = behind.length > 0 ? 1 : unknown.length > 0 ? 2 : 0;
}
