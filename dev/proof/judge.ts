import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { contentsBelow } from '#dev/canaries.ts';
import { writingsOf } from '#dev/encodings.ts';
import { type Found, searchFor } from '#dev/search-octets.ts';
import { keptSecrets } from '#dev/settings.ts';
import { maskingIdentity } from '#lib/masking/masking-identity.ts';
import { destroyedKeys, needlesOfKeys } from './destroyed-keys.ts';
import type { Evidence } from './evidence.ts';
import { type Finding, printTable, tallyOf } from './finding.ts';
import { isKeyFile, keysIn, tryKeys } from './try-keys.ts';
import { watchMemory } from './watch-memory.ts';

export type Verdict = { passed: boolean; lastLine: string };

/** What is looked for: a text that must be nowhere, its readable twin, a key that was destroyed. */
export type Secret = { kind: 'canary' | 'twin' | 'key'; id: string };

type Place = { name: string; folder: string; without?: string };

/** Reads all that is left, tries all that is left, prints what it finds, place by place. */
export async function judge(
  evidence: Evidence,
  { whole, say }: { whole: boolean; say: (words: string) => void },
): Promise<Verdict> {
  const { sent, twins, undestroyed } = evidence;
  const masked = sent.filter((each) => each.masked !== 'not');
  const kept = sent.filter((each) => each.masked === 'not');
  const wrapping = wrappingKeys(evidence.home);
  const destroyed = await destroyedKeys(evidence, wrapping);
  const search = searchFor<Secret>([
    ...masked.flatMap(({ text }) => needlesOf('canary', text)),
    ...twins.flatMap((twin) => needlesOf('twin', twin)),
    ...needlesOfKeys(destroyed),
  ]);
  if (whole) await watchMemory(evidence.stack, search, say);
  say('Reading what is left');
  const { findings, keys } = readPlaces(placesOf(evidence, whole), search, wrapping);
  say('Trying every key that is left on everything sealed that ever was in a row');
  const texts = searchFor(
    sent.flatMap(({ text }) =>
      writingsOf(text)
        .slice(0, 1)
        .map((each) => ({ ...each, name: text })),
    ),
  );
  const tried = await tryKeys(evidence.versions, keys, (plain) =>
    texts(plain).map(({ name }) => name),
  );
  const opened = masked.filter(({ text }) => tried.opened.has(text)).length;
  const keptOpened = kept.filter(({ text }) => tried.opened.has(text)).length;
  const tally = tallyOf(findings);
  const control = tally.twins + keptOpened;
  const controls = twins.length + kept.length;
  printTable(findings, { ...tried, opened, keptOpened });
  console.log(`Sealed anew while they waited: ${resealed(evidence)}`);
  console.log(
    `Keys of drafts and masked content, ${destroyed.length} seen while they lived: ${tally.keys} found again`,
  );
  console.log(`Unmasked messages that open with their keys: ${keptOpened} of ${kept.length}`);
  if (undestroyed > 0) console.log(`Not destroyed: ${undestroyed} of ${masked.length}`);
  const readable = tally.canaries;
  return {
    passed: readable + tally.keys + opened + undestroyed === 0 && control === controls,
    lastLine: `masking: ${readable} readable, ${opened} opened, control ${control} of ${controls} found`,
  };
}

const needlesOf = (kind: Secret['kind'], text: string) =>
  writingsOf(text).map((each) => ({ ...each, name: { kind, id: text } }));

function wrappingKeys(home: string): Buffer[] {
  const secrets = keptSecrets(join(home, 'secrets.json'));
  const seed = Buffer.from(secrets.MASKING_SIGNING_KEY, 'base64');
  return [Buffer.from(secrets.ROOT_KEY, 'base64'), maskingIdentity(seed).wrappingKey];
}

function placesOf({ home, dataDir }: Evidence, whole: boolean): Place[] {
  const wal = join(dataDir, 'pg_wal');
  return [
    { name: 'data directory', folder: dataDir, without: wal },
    { name: 'write-ahead log', folder: wal },
    { name: 'archive', folder: join(home, 'archive') },
    ...(whole
      ? [
          { name: 'backup before', folder: join(home, 'backups', 'before') },
          { name: 'backup after', folder: join(home, 'backups', 'after') },
          { name: 'dumps', folder: join(home, 'dumps') },
        ]
      : []),
    { name: 'logs', folder: join(home, 'logs') },
    { name: '.next', folder: '.next' },
    { name: 'key folder', folder: join(home, 'keys') },
    { name: "workers' key folder", folder: join(home, 'worker-keys') },
    { name: 'temporary files', folder: join(home, 'tmp') },
  ];
}

function readPlaces(
  places: Place[],
  search: ReturnType<typeof searchFor<Secret>>,
  wrapping: Buffer[],
) {
  const keys: Buffer[] = [...wrapping];
  const look = once(search);
  const findings = places.map(({ name, folder, without }): Finding => {
    const finding: Finding = {
      place: name,
      octets: 0,
      canaries: new Set(),
      twins: new Set(),
      keys: new Set(),
      where: [],
    };
    for (const { file, content } of contentsBelow([folder])) {
      if (without && file.startsWith(without)) continue;
      finding.octets += content.length;
      if (isKeyFile(content)) keys.push(...keysIn(file, content, wrapping));
      for (const { name: secret, encoding } of look(content)) {
        const found = { canary: finding.canaries, twin: finding.twins, key: finding.keys }[
          secret.kind
        ];
        found.add(secret.id);
        if (secret.kind !== 'twin') finding.where.push(`${file}: ${secret.kind}, ${encoding}`);
      }
    }
    return finding;
  });
  return { findings, keys };
}

/** A backup has many files that the data directory has too: what was read already is not read again. */
function once(search: (content: Buffer) => Found<Secret>[]): (content: Buffer) => Found<Secret>[] {
  const known = new Map<string, Found<Secret>[]>();
  return (content) => {
    const hash = createHash('sha256').update(content).digest('base64');
    const found = known.get(hash) ?? search(content);
    known.set(hash, found);
    return found;
  };
}

/** How many batches had their content sealed to more than one pair. */
function resealed({ versions }: Evidence): number {
  const pairs = new Map<unknown, Set<unknown>>();
  for (const { row } of versions) {
    if (!String(row.content_key).startsWith('masking/')) continue;
    pairs.set(row.id, (pairs.get(row.id) ?? new Set()).add(row.content_key));
  }
  return [...pairs.values()].filter(({ size }) => size > 1).length;
}
