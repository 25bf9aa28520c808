import { isSignedBy, type MaskingIdentity } from '#lib/masking/masking-identity.ts';
import { STATEMENT_HEAD } from './statement-file.ts';

/**
 * Signs a statement that customers keep: a receipt of destruction, a certificate of deletion. Ed25519 (RFC 8032) over a
 * head line and the text's UTF-8. Store `text` exactly as it is signed; it says itself what kind of statement it is.
 */
export const signStatement = (identity: Pick<MaskingIdentity, 'sign'>, text: string): Buffer =>
  identity.sign(statementOctets(text));

/**
 * True when one of `publicKeys` (32 octets each) signed exactly this text as a statement. False for anything else, also
 * for keys and signatures that are none.
 */
export const verifyStatement = (
  publicKeys: readonly Buffer[],
  text: string,
  signature: Buffer,
): boolean =>
  isSignedBy(
    publicKeys.filter(({ length }) => length === PUBLIC_KEY_BYTES),
    statementOctets(text),
    signature,
  );

const PUBLIC_KEY_BYTES = 32;
const statementOctets = (text: string): Buffer => Buffer.from(STATEMENT_HEAD + text, 'utf8');
