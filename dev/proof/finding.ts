/** What was found in one place. */
export type Finding = {
  place: string;
  octets: number;
  canaries: Set<string>;
  twins: Set<string>;
  keys: Set<string>;
  /** Files and encodings of what must not be there. */
  where: string[];
};

/** How many different ones were found anywhere. */
export function tallyOf(findings: Finding[]): { canaries: number; twins: number; keys: number } {
  const count = (kind: 'canaries' | 'twins' | 'keys') =>
    new Set(findings.flatMap((finding) => [...finding[kind]])).size;
  return { canaries: count('canaries'), twins: count('twins'), keys: count('keys') };
}

type Tried = {
  values: number;
  boxes: number;
  keys: number;
  octets: number;
  opened: number;
  keptOpened: number;
};

/** Place by place: octets searched, texts and keys that must not be there, texts that were opened, and the control. */
export function printTable(findings: Finding[], tried: Tried): void {
  const line = (place: string, ...columns: (string | number)[]) =>
    console.log(
      `${place.padEnd(24)}${columns.map((column) => column.toLocaleString('en').padStart(16)).join('')}`,
    );
  console.log('');
  line('place', 'octets searched', 'hits', 'opened', 'control');
  for (const { place, octets, canaries, keys, twins } of findings) {
    line(place, octets, canaries.size + keys.size, '', twins.size);
  }
  line('everything sealed', tried.octets, '', tried.opened, tried.keptOpened);
  console.log(
    `\nSealed in any version of any row: ${tried.values} values, ${tried.boxes} boxes; keys that are left: ${tried.keys}`,
  );
  for (const { where } of findings)
    for (const found of where.slice(0, 3)) console.log(`  ${found}`);
}
