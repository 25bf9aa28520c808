import type { Received } from './start-stand-in.ts';

const written = /[A-Za-z0-9+/_=%-]{16,}/g;

/**
 * Everything that came, as one buffer to search: each request as it is, what its address and body say when they are
 * decoded, and what stands in them in base64, opened: twice over, for base64 within base64.
 */
export function everyOctet(received: Received[]): Buffer {
  return Buffer.concat(
    received.flatMap(({ method, path, headers, body }) => {
      const raw = `${method} ${path}\n${headers.join('\n')}\n\n${body}\n`;
      const once = opened(raw);
      return [Buffer.from(raw), ...once, ...once.flatMap((octets) => opened(octets.toString()))];
    }),
  );
}

function opened(text: string): Buffer[] {
  const pieces = [text, unescaped(text)].flatMap((each) => each.match(written) ?? []);
  // A name before the first `=`, as in `data=…`, is no base64.
  const parts = pieces.flatMap((piece) => [piece, ...piece.split('=')]);
  return [Buffer.from(unescaped(text)), ...parts.map((part) => Buffer.from(part, 'base64'))];
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
