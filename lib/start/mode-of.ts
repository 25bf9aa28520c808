import { stat } from 'node:fs/promises';

/** Permission bits of a folder; null when it is not there yet. */
export async function modeOf(folder: string | undefined): Promise<number | null> {
  const found = folder ? await stat(folder).catch(() => null) : null;
  return found && found.mode & 0o777;
}
