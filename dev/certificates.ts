import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** A key and its certificate, both in PEM. */
export type Certificate = { key: string; cert: string };

/** What a certificate says, beside whose it is. Times are whole years, at their beginning. */
type Validity = { fromYear?: number; untilYear?: number };

/** An authority that nobody trusts who is not given its certificate. */
export type Authority = { cert: string; issue: (name: string, validity?: Validity) => Certificate };

/** Object identifiers in DER: ecdsa-with-SHA256, commonName, subjectAltName, basicConstraints. */
const ecdsaWithSha256 = Buffer.from('06082a8648ce3d040302', 'hex');
const commonName = Buffer.from('0603550403', 'hex');
const subjectAltName = Buffer.from('0603551d11', 'hex');
const basicConstraints = Buffer.from('0603551d13', 'hex');

/** The shortest form, which DER demands (X.690 §10.1). */
function lengthOf(octets: number): Buffer {
  if (octets < 0x80) return Buffer.of(octets);
  if (octets < 0x100) return Buffer.of(0x81, octets);
  return Buffer.of(0x82, octets >> 8, octets & 0xff);
}

/** One DER value: tag, length, content (X.690 §8.1). */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
/** UTCTime through the year 2049, and GeneralizedTime from 2050 (RFC 5280 §4.1.2.5). */
const time = (year: number) =>
  year < 2050
    ? der(0x17, Buffer.from(`${String(year).slice(2)}0101000000Z`))
    : der(0x18, Buffer.from(`${year}0101000000Z`));
const extension = (id: Buffer, value: Buffer) => sequence(id, der(0x04, value));
const nameOf = (name: string) =>
  sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(name)))));

/** GeneralName (RFC 5280 §4.2.1.6): a DNS name, or an address of IPv4. */
const generalName = (name: string) =>
  isIPv4(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));

let serials = 0;

type Wish = { name: string; issuer: string; isAuthority: boolean; publicKey: KeyObject } & Validity;

/** A certificate for one name (RFC 5280), signed with `signingKey`. */
function certificateOf(wish: Wish, signingKey: KeyObject): string {
  const { name, issuer, isAuthority, publicKey, fromYear = 2020, untilYear = 2120 } = wish;
  const algorithm = sequence(ecdsaWithSha256);
  const names = sequence(generalName(name));
  const constraints = isAuthority ? sequence(der(0x01, Buffer.of(0xff))) : sequence();
  const unsigned = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1, ++serials)),
    algorithm,
    nameOf(issuer),
    sequence(time(fromYear), time(untilYear)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension(subjectAltName, names), extension(basicConstraints, constraints))),
  );
  const signature = der(0x03, Buffer.of(0), sign('sha256', unsigned, signingKey));
  const text = sequence(unsigned, algorithm, signature).toString('base64');
  const lines = text.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const newPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/**
 * A key and a self-signed certificate for one DNS name, made anew each time, so that no key lies in the repository.
 * For tests only.
 */
export function makeCertificate(name: string): Certificate {
  const { privateKey, publicKey } = newPair();
  const cert = certificateOf({ name, issuer: name, isAuthority: true, publicKey }, privateKey);
  return { key: pemOf(privateKey), cert };
}

/** An authority of its own, which issues certificates for DNS names and addresses of IPv4. For tests only. */
export function makeAuthority(name = 'Authority of a test'): Authority {
  const { privateKey, publicKey } = newPair();
  const issuer = `${name} ${serials + 1}`;
  return {
    cert: certificateOf({ name: issuer, issuer, isAuthority: true, publicKey }, privateKey),
    issue: (host, validity = {}) => {
      const own = newPair();
      const wish = { name: host, issuer, isAuthority: false, publicKey: own.publicKey };
      return {
        key: pemOf(own.privateKey),
        cert: certificateOf({ ...wish, ...validity }, privateKey),
      };
    },
  };
}
