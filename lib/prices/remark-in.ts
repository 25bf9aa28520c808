/** What a price list says of itself in a comment such as `# source: …` or `# currency: EUR`; undefined: nothing. */
export function remarkIn(csv: string, name: 'source' | 'currency'): string | undefined {
  return new RegExp(`^#[^\\S\\n]*${name}:[^\\S\\n]*(\\S.*)$`, 'im').exec(csv)?.[1]?.trim();
}
