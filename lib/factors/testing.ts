import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { eq } from 'drizzle-orm';
import { totpSecrets } from '#db/schema/factors.ts';
import type { Ground } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import { newAppSecret, openApp } from './app-secret.ts';

const sha256 = (value: string | Uint8Array) => createHash('sha256').update(value).digest();
const base64url = (value: string | Uint8Array) => Buffer.from(value).toString('base64url');

// Bits of the authenticator's data (WebAuthn §6.1).
const PRESENT = 0x01;
const VERIFIED = 0x04;
const CREDENTIAL = 0x40;

type Answer = { counter?: number; origin?: string; verified?: boolean };

/** An authenticator in software: makes one passkey (ES256), and answers with it. Counts its answers from 1. */
export function softAuthenticator(host = 'localhost', ownOrigin = 'http://localhost:3000') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  let count = 0;
  const clientData = (type: string, challenge: string, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const head = (flags: number, counter: number) => {
    const rest = Buffer.alloc(5);
    rest.writeUInt8(flags);
    rest.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(host), rest]);
  };
  const shared = { id: base64url(id), rawId: base64url(id), type: 'public-key' } as const;
  return {
    /** The passkey, as a browser answers `beginPasskey`. */
    make(
      offer: PublicKeyCredentialCreationOptionsJSON,
      { origin = ownOrigin }: Answer = {},
    ): string {
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      // A COSE key (RFC 9053 §7.1): elliptic curve, ES256, P-256.
      const cose = isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          ...([
            [1, 2],
            [3, -7],
            [-1, 1],
          ] as const),
          [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
          [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
        ]),
      );
      const length = Buffer.from([0, id.length]);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cose]);
      const authData = Buffer.concat([head(PRESENT | VERIFIED | CREDENTIAL, 0), attested]);
      const attestation = isoCBOR.encode(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', new Uint8Array(authData)],
        ]) as Parameters<typeof isoCBOR.encode>[0],
      );
      const response: RegistrationResponseJSON = {
        ...shared,
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', offer.challenge, origin)),
          attestationObject: base64url(attestation),
          transports: ['internal'],
        },
      };
      return JSON.stringify(response);
    },
    /** The answer to `askPasskey`. */
    answer(
      question: PublicKeyCredentialRequestOptionsJSON,
      { counter = ++count, origin = ownOrigin, verified = true }: Answer = {},
    ): string {
      const authData = head(PRESENT | (verified ? VERIFIED : 0), counter);
      const client = clientData('webauthn.get', question.challenge, origin);
      const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), privateKey);
      const response: AuthenticationResponseJSON = {
        ...shared,
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(authData),
          signature: base64url(signature),
        },
      };
      return JSON.stringify(response);
    },
  };
}

/** A confirmed authenticator app of a user, without the pages: `code(n)` is the code of `n` steps of 30 seconds from now. */
export async function giveApp(ground: Ground, userId: UserId) {
  const secretSealed = await newAppSecret(ground, userId);
  await ground.db
    .insert(totpSecrets)
    .values({ userId, secretSealed, confirmedAt: new Date() })
    .onConflictDoUpdate({ target: totpSecrets.userId, set: { secretSealed, lastStep: 0 } });
  return { code: (steps = 0) => codeOf(ground, userId, steps) };
}

const STEP_MS = 30_000;
/** So long a code that is a step old should still be taken, on a slow machine too. */
const TIME_TO_TYPE_MS = 5_000;

/** The code of a user's app, confirmed or not, `steps` of 30 seconds from now. */
export async function codeOf(ground: Ground, userId: UserId, steps = 0): Promise<string> {
  const leftMs = STEP_MS - (Date.now() % STEP_MS);
  if (steps < 0 && leftMs < TIME_TO_TYPE_MS) await new Promise((r) => setTimeout(r, leftMs));
  const [row] = await ground.db.select().from(totpSecrets).where(eq(totpSecrets.userId, userId));
  const app = await openApp(ground, { userId }, row!.secretSealed);
  return app.generate({ timestamp: Date.now() + steps * STEP_MS });
}
