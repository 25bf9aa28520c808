import { judgeStatement, type Verdict } from '#lib/receipts/judge-statement.ts';
import { fromBase64, STATEMENT_HEAD } from '#lib/receipts/statement-file.ts';

const ALGORITHM = 'Ed25519';

/** The published keys as this browser can use them; null when it does not know Ed25519 (WebCrypto, secure curves). */
export async function importKeys(publicKeys: readonly string[]): Promise<CryptoKey[] | null> {
  try {
    return await Promise.all(
      publicKeys.map((key) =>
        crypto.subtle.importKey('raw', octetsOf(key), ALGORITHM, false, ['verify']),
      ),
    );
  } catch {
    return null;
  }
}

/** Judges a file here: nothing of it leaves the browser. */
export async function judgeInBrowser(file: File, keys: CryptoKey[]): Promise<Verdict> {
  const octets = new Uint8Array(await file.arrayBuffer());
  return judgeStatement(octets, async ({ text, signature }) => {
    const signed = new TextEncoder().encode(STATEMENT_HEAD + text);
    for (const key of keys) {
      if (await crypto.subtle.verify(ALGORITHM, key, octetsOf(signature), signed)) return true;
    }
    return false;
  });
}

const octetsOf = (base64: string) => new Uint8Array(fromBase64(base64) ?? []);
