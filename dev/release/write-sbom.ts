import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { askNpm } from './ask-npm.ts';

const bom = z.object({ bomFormat: z.literal('CycloneDX'), components: z.array(z.unknown()) });

/**
 * Writes the list of everything that production installs (CycloneDX, by `npm sbom`) to `file`, and says how many
 * components it has. Refuses a file inside the tree: the list belongs to a release, and not to its source.
 */
export async function writeSbom(
  file: string,
): Promise<{ ok: true; components: number } | { ok: false; sentence: string }> {
  const path = relative(resolve('.'), resolve(file));
  if (!path.startsWith('..') && !isAbsolute(path)) {
    return { ok: false, sentence: 'Choose a file outside this folder.' };
  }
  const { value } = await askNpm(['sbom', '--sbom-format=cyclonedx', '--omit=dev']);
  const read = bom.safeParse(value);
  if (!read.success) return { ok: false, sentence: 'npm made no list. Run npm ci first.' };
  writeFileSync(file, JSON.stringify(value, null, 2));
  return { ok: true, components: read.data.components.length };
}

// npm run sbom [-- FILE]
if (import.meta.main) {
  const [file = join(tmpdir(), 'allsms-sbom.cdx.json')] = process.argv.slice(2);
  const result = await writeSbom(file);
  if (result.ok) console.log(`${result.components} components are listed in ${file}`);
  else console.error(result.sentence);
  process.exitCode = result.ok ? 0 : 1;
}
