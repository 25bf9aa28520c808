import { gsmCode } from './gsm-alphabet.ts';

/** True when every character of `text` is in the GSM 03.38 default alphabet or its extension table. '' is. */
export function isGsmText(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (gsmCode(text.charCodeAt(i)) === undefined) return false;
  }
  return true;
}
