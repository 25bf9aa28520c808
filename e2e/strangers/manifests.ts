import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// What the build says that it serves: the web process of the journeys runs from the same folder.
const read = <Manifest>(...path: string[]): Manifest =>
  JSON.parse(readFileSync(join('.next', ...path), 'utf8'));

/** Pages that only the framework asks for, and the icon. */
const isOurs = (page: string) => !/^\/(_global-error|_not-found|icon\.svg)\//.test(page);

const pages = () =>
  Object.entries(read<Record<string, string>>('app-path-routes-manifest.json')).filter(([page]) =>
    isOurs(page),
  );

/** Every page and route by its pattern, such as `/messages/[batch]`. */
export const builtPages = (): string[] => pages().map(([, pattern]) => pattern);

type Reference = { workers: Record<string, unknown>; filename: string; exportedName: string };

/** Every action as `folder › name`, with its id and the pattern of a page that has it. */
export function builtActions(): { name: string; id: string; pattern: string }[] {
  const patterns = new Map(pages().map(([page, pattern]) => [`app${page}`, pattern]));
  const { node, edge } = read<Record<'node' | 'edge', Record<string, Reference>>>(
    'server',
    'server-reference-manifest.json',
  );
  return Object.entries({ ...node, ...edge }).map(([id, { filename, exportedName, workers }]) => ({
    id,
    name: `${filename.replace(/^app\/|\/actions\.ts$/g, '')} › ${exportedName}`,
    pattern: patterns.get(Object.keys(workers)[0] ?? '') ?? '',
  }));
}
