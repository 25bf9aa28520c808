import { randomBytes } from 'node:crypto';
import { maskingIdentity } from './masking-identity.ts';

// npm run masking:identity   prints a new MASKING_SIGNING_KEY (for workers only) and its MASKING_PUBLIC_KEYS (for all)

const seed = randomBytes(32);
console.log(`MASKING_SIGNING_KEY=${seed.toString('base64')}`);
console.log(`MASKING_PUBLIC_KEYS=${maskingIdentity(seed).publicKey.toString('base64')}`);
