import { openDatabase } from '#db/client.ts';
import { countEarlierPeppers } from '#lib/accounts/count-earlier-peppers.ts';
import { readSomeSettings } from '#lib/env.ts';
import { rotateRootKey } from './rotate-root-key.ts';

// npm run keys:rotate   wraps every key with ROOT_KEY instead of ROOT_KEY_PREVIOUS, and says who still needs
//                       PASSWORD_PEPPER_PREVIOUS. Again and again until both say that nothing is left: docs/keys.md.
//                       Exits with 0 when nothing is left, with 1 when something is, with 2 when there is nothing to do.

const env = readSomeSettings([
  ...(['ROOT_KEY', 'ROOT_KEY_PREVIOUS', 'KEYRING_DIR'] as const),
  ...(['PASSWORD_PEPPER', 'PASSWORD_PEPPER_PREVIOUS'] as const),
  ...(['DATABASE_URL', 'DATABASE_CA_FILE'] as const),
]);
const { ROOT_KEY, ROOT_KEY_PREVIOUS, KEYRING_DIR } = env;
const { PASSWORD_PEPPER, PASSWORD_PEPPER_PREVIOUS, DATABASE_URL } = env;

const isDone: boolean[] = [];
if (ROOT_KEY && ROOT_KEY_PREVIOUS && KEYRING_DIR) {
  isDone.push(await rootKey(KEYRING_DIR, { from: ROOT_KEY_PREVIOUS, to: ROOT_KEY }));
}
if (PASSWORD_PEPPER && PASSWORD_PEPPER_PREVIOUS && DATABASE_URL) {
  isDone.push(await pepper(DATABASE_URL));
}
if (isDone.length === 0) {
  console.error('Nothing to rotate. Set the new value, and beside it the old one as');
  console.error('ROOT_KEY_PREVIOUS (where KEYRING_DIR is) or PASSWORD_PEPPER_PREVIOUS.');
}
process.exitCode = isDone.length === 0 ? 2 : isDone.every(Boolean) ? 0 : 1;

async function rootKey(dir: string, rootKeys: { from: Buffer; to: Buffer }): Promise<boolean> {
  const { rewrapped, keys, unopened } = await rotateRootKey(dir, rootKeys);
  console.log(`Root key: ${rewrapped} of ${keys} keys were wrapped anew.`);
  for (const name of unopened) console.error(`  ${name} does not open with ROOT_KEY alone.`);
  if (unopened.length > 0) {
    console.error('Keep ROOT_KEY_PREVIOUS, and run this again.');
    return false;
  }
  console.log(
    'Every key opens with ROOT_KEY alone. When every process that makes keys has it as ROOT_KEY,',
  );
  console.log(
    'run this once more, then take ROOT_KEY_PREVIOUS out of their settings and destroy it.',
  );
  return true;
}

async function pepper(url: string): Promise<boolean> {
  const database = openDatabase({ url, max: 1, caFile: env.DATABASE_CA_FILE });
  const { passwords, recoveryKits } = await countEarlierPeppers(database);
  await database.close();
  console.log(
    `Pepper: ${passwords} passwords and ${recoveryKits} recovery kits need the previous one.`,
  );
  if (passwords + recoveryKits === 0) {
    console.log('Take PASSWORD_PEPPER_PREVIOUS out of the settings and destroy it.');
    return true;
  }
  console.log(
    'A password changes over when its user signs in, a kit when its user makes a new one.',
  );
  console.log('Without PASSWORD_PEPPER_PREVIOUS these passwords and kits are refused.');
  return false;
}
