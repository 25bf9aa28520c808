import { isTooBig, TOO_BIG } from './price-file.ts';

/** The list in a chosen file, else the one that was pasted; or what is wrong with it, and at which field. */
export async function readPriceFile(
  file: File | undefined,
  pasted: string,
): Promise<{ ok: true; csv: string } | { ok: false; field: 'file' | 'csv'; sentence: string }> {
  if (!file || file.size === 0) {
    if (pasted.trim() === '') {
      return { ok: false, field: 'file', sentence: 'Choose a file, or paste the list.' };
    }
    if (isTooBig(new Blob([pasted]).size)) return { ok: false, field: 'csv', sentence: TOO_BIG };
    return { ok: true, csv: pasted };
  }
  if (isTooBig(file.size)) return { ok: false, field: 'file', sentence: TOO_BIG };
  try {
    const utf8 = new TextDecoder('utf-8', { fatal: true });
    return { ok: true, csv: utf8.decode(await file.arrayBuffer()) };
  } catch {
    const sentence = 'This is no text in UTF-8. Save the list as “CSV UTF-8”, and choose it again.';
    return { ok: false, field: 'file', sentence };
  }
}
