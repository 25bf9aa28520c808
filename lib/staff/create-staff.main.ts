import { openDatabase } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { openKeyring } from '#lib/keyring/open-keyring.ts';
import { createStaff } from './create-staff.ts';

const [username] = process.argv.slice(2);
if (!username) {
  console.error('Usage: npm run staff:create -- USERNAME');
  process.exit(1);
}
const { db, close } = openDatabase({
  url: env.DATABASE_URL,
  max: 1,
  caFile: env.DATABASE_CA_FILE,
});
const keyring = openKeyring();
const result = await createStaff({ db, keyring }, { username });
await close();
if (result.ok) {
  console.log(`Staff user ${result.username} is made. The password, shown this once:`);
  console.log(result.password);
} else {
  console.error(result.sentence);
  process.exitCode = 1;
}
