import type { Proofs } from './proofs.ts';

/** The tests that prove clauses 5 to 8. */
export const proofs5To8: Proofs = {
  5: {
    'lib/messages/accept-batch.test.ts': [
      'stores neither text nor numbers nor sender as they are',
      'never says in an error what it could not write',
    ],
    'lib/opt-outs/opt-outs.test.ts': ['stores no number'],
    'worker/stop-log.test.ts': [
      'STOP and every other text from a phone leave neither numbers nor words in the log',
    ],
    'dev/scan-journeys.ts': ['nothing that a journey typed is readable'],
    'e2e/strangers.journey.ts': [
      'as a stranger: no page, route or action opens to whom it is not for',
    ],
  },
  6: {
    'decryption.architecture.test.ts': [
      'only named modules open what is sealed › each for a reason, and nobody else',
      'nothing joins accounts › every query on sealed data asks for an account, or is named here with its reason',
      'nothing joins accounts › hashes of numbers are keyed by account, but for those that are named here',
    ],
    'db/schema.test.ts': ['the schema › keys every table of customer data by account first'],
  },
  7: {
    'lib/exports/exported-tables.test.ts': [
      'every table is exported, or left out for a reason',
      'a file is named for each exported table, and a table for each file',
    ],
    'lib/exports/export-files.test.ts': [
      'an archive › has a record of everything that this customer did',
      'an archive › holds nothing of a stranger, and of a colleague neither drafts nor sessions',
    ],
    'lib/deletion/every-table.test.ts': [
      'a deletion › empties every table, or keeps it for a reason',
    ],
    'lib/deletion/delete-account.test.ts': [
      'deleting an account › destroys every key at once, and says so in the rows',
    ],
    'lib/deletion/canaries.test.ts': [
      'after a deletion › no row of any table says anything, and no copy of the database opens',
    ],
    'lib/deletion/go-on-deleting.test.ts': [
      'a deletion goes on › to a certificate that is signed, and that nobody reads without its address',
    ],
    'e2e/export.journey.ts': ['a copy of everything: ask, watch, download, look into it'],
    'e2e/deletion.journey.ts': [
      'delete the account: asked once, gone at once, and a certificate to keep',
    ],
  },
  8: {
    'architecture.test.ts': [
      'gates › every page and route of staff begins with requireStaff',
      'gates › only the gates, the processes and the commands make contexts',
    ],
    'e2e/staff.journey.ts': ['strangers see "not found" on every page of staff'],
    'e2e/strangers.journey.ts': [
      'as a stranger: no page, route or action opens to whom it is not for',
    ],
  },
};
