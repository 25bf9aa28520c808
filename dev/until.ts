type Patience = { patienceMs?: number; everyMs?: number; hint?: string };

/** Asks again and again until there is something. Throws when there was nothing for so long, with `hint` behind it. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined | false>,
  { patienceMs = 60_000, everyMs = 200, hint = '' }: Patience = {},
): Promise<Found> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) {
      throw new Error(`Waited ${patienceMs / 1000} seconds for ${what}.${hint}`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
