import { openDatabase } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { openKeyring } from '#lib/keyring/open-keyring.ts';
import { paths } from '#lib/web/paths.ts';
import { createStaff } from './create-staff.ts';
import { readStaffCommand } from './read-staff-command.ts';
import { storeAgreement } from './store-agreement.ts';

const command = readStaffCommand(process.argv.slice(2));
if (!command.ok) {
  console.error(command.sentence);
  process.exit(1);
}
const { agreement, ...member } = command;
const { db, close } = openDatabase({
  url: env.DATABASE_URL,
  max: 1,
  caFile: env.DATABASE_CA_FILE,
});
const ground = { db, keyring: openKeyring() };
const result = await createStaff(ground, member, async (tx, userId) => {
  if (agreement) await storeAgreement(tx, ground, { userId, ...agreement });
});
await close();
if (result.ok) {
  console.log(
    `Staff user ${result.username} (${result.role}) is made. The password, shown this once:`,
  );
  console.log(result.password);
  console.log(
    `They sign in at ${env.APP_ORIGIN}${paths.staffSignIn()} and set up a second factor.`,
  );
  if (agreement?.version !== env.STAFF_NDA_VERSION) {
    console.log(
      `Until an agreement of version ${env.STAFF_NDA_VERSION} is on record, no page with customers' data opens for them.`,
    );
  }
} else {
  console.error(result.sentence);
  process.exitCode = 1;
}
