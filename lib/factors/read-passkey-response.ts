/** More is no answer of a passkey, and is not worth reading. */
const MAX_CHARACTERS = 20_000;

/** The answer of a browser in JSON, as far as it is one: the library looks at everything in it. Null: it is none. */
export function readPasskeyResponse<Response extends { id: string }>(
  json: string,
): Response | null {
  if (json.length > MAX_CHARACTERS) return null;
  try {
    const parsed: unknown = JSON.parse(json);
    const isResponse =
      typeof parsed === 'object' &&
      parsed !== null &&
      'id' in parsed &&
      typeof parsed.id === 'string' &&
      'response' in parsed &&
      typeof parsed.response === 'object';
    return isResponse ? (parsed as unknown as Response) : null;
  } catch {
    return null;
  }
}
