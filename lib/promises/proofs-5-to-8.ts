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
    'lib/accesses/shortened.test.ts': [
      'staff without an access › get no number, no text and no sender in anything of it',
    ],
  },
  6: {
    'decryption.architecture.test.ts': [
      'only named modules open what is sealed › each for a reason, and nobody else',
      'nothing joins accounts › every query on sealed data asks for an account, or is named here with its reason',
      'nothing joins accounts › hashes of numbers are keyed by account, but for those that are named here',
    ],
    'db/schema.test.ts': ['the schema › keys every table of customer data by account first'],
    'architecture.test.ts': [
      'staff look only on the record › nothing that staff can reach opens a text, a number or a sender, but through the two doors',
    ],
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
    'lib/exports/copy-pass.test.ts': [
      'opens one archive, in the session that proved who is there, for 15 minutes',
    ],
    'e2e/export.journey.ts': ['a copy of everything: ask, watch, download, look into it'],
    'e2e/deletion.journey.ts': [
      'delete the account: asked once, gone at once, and a certificate to keep',
    ],
    'e2e/terms.journey.ts': [
      'whoever says no to new terms sends nothing, and keeps everything else',
    ],
  },
  8: {
    'architecture.test.ts': [
      'staff look only on the record › nobody becomes a customer: contexts of customers are made where their session was seen',
      'what staff do is in their log › every verb of staff that changes something notes it',
      'gates › every page and route of staff begins with requireStaff',
      'gates › only the gates, the processes and the commands make contexts',
    ],
    'e2e/staff.journey.ts': ['strangers see "not found" on every page of staff'],
    'e2e/strangers.journey.ts': [
      'as a stranger: no page, route or action opens to whom it is not for',
    ],
    'lib/staff/judge-entrance.test.ts': [
      'asks for the second factor before anything else than enrolling one',
      'asks for the agreement wherever it is not said otherwise, of admins too',
      'lets those pass who are named, admins always, and everybody where nobody is named',
    ],
    'lib/staff/staff-log.test.ts': [
      'the log of staff › says who did what to whom, the newest first, in words',
      'nobody rewrites the log › while the owner adds to it and reads it',
    ],
    'lib/accesses/ask-access.test.ts': [
      'asking for an access › needs a reason, a ticket, minutes and what it is for',
      'asking for an access › finds nothing of other accounts, no codes, nothing for finance or who has left',
    ],
    'lib/accesses/answer-access.test.ts': [
      'where the customer wants to be asked first › an access waits, is told at once, and begins with the yes',
      'an access ends › by itself, by the clock of the database',
    ],
    'lib/accesses/look-at-records.test.ts': [
      'what an access shows › is the whole send, and a row of each record stands before it is seen',
      'nothing is shown › of what the access does not cover',
      'nothing is shown › after its end, whoever or whatever ended it',
      'nothing is shown › of masked or destroyed content, of which the customer reads that only the sender was seen',
      'a read without a row is impossible › where the row cannot be inserted, nothing is returned',
      'a read without a row is impossible › where the transaction cannot be committed after the reading, nothing is returned',
      'a read without a row is impossible › ended during the reading: either the look was before, with its rows, or it shows nothing',
      'a read without a row is impossible › what was written can neither be changed nor removed while the account is open',
    ],
    'lib/accesses/not-signed.test.ts': [
      'nothing is shown, and nothing can be asked for, without the agreement of the current version',
    ],
    'lib/accesses/tell-of-looks.test.ts': [
      'tells once what was looked at when the access has ended, however many workers look',
    ],
    'e2e/who-looked.journey.ts': [
      'support looks at one message for a reason, and the customer reads all of it',
    ],
    'e2e/staff-doors.journey.ts': [
      'an admin makes a member of staff, who opens nothing before the second factor and the agreement',
      'each role opens its own pages, and finds no others',
    ],
  },
};
