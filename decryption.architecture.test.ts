import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

// Promise 6, as rules of this tree: who may open what is sealed, and that nothing looks across accounts.

const files = globSync('{app,components,db,lib,worker}/**/*.{ts,tsx}')
  .filter((file) => !/(\.test\.tsx?|[/-]testing\.ts)$|^db\/migrations\//.test(file))
  .sort();
/** Without comments, which may name what the code may not touch. */
const code = new Map(
  files.map((file) => [
    file,
    readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, ''),
  ]),
);
const filesWith = (pattern: RegExp) => files.filter((file) => pattern.test(code.get(file) ?? ''));

/** Exactly the files that are named: a new one needs a reason, and a reason without its file goes. */
const assertNamed = (found: string[], named: Record<string, string>) =>
  assert.deepEqual(found, Object.keys(named).sort());

describe('only named modules open what is sealed', () => {
  const mayOpen: Record<string, string> = {
    'lib/accesses/look-at-records.ts': 'what staff look at, with a row for its owner',
    'lib/billing/store-details.ts': 'billing details, for billing and their owner',
    'lib/content/mask-waiting.ts': 'texts that wait, to seal them masked for their owner',
    'lib/drafts/read-draft.ts': 'drafts, for who wrote them',
    'lib/exports/export-source.ts': 'everything of an account, for the copy that it asked for',
    'lib/exports/open-archive.ts': 'an archive, for who asked for it',
    'lib/factors/app-secret.ts': 'the secret of an authenticator app, to check its code',
    'lib/features/ask-deletions.ts': 'random ids, to ask Mixpanel for their deletion',
    'lib/invoices/invoice-body.ts': 'invoices, for who is invoiced',
    'lib/keyring/key-files.ts': 'keys, for the keyring',
    'lib/masking/open-masked.ts': 'masked texts, for the worker that hands them over',
    'lib/messages/batch-summary.ts': 'texts and senders, for their owner',
    'lib/messages/message-summary.ts': 'recipients, for their owner',
    'lib/orders/order-buyer.ts': 'who bought, for the invoice',
    'lib/outbox/match-receipts.ts': 'one recipient, to see whether a report is about it',
    'lib/outbox/read-batch-contents.ts': 'texts and senders, for the worker that hands them over',
    'lib/outbox/recover-claims.ts': 'recipients of what a dead worker held, to match its reports',
    'lib/providers/read-providers.ts': 'passwords of the network',
    'lib/providers/save-provider.ts': 'passwords of the network',
    'lib/providers/take-provider-test.ts':
      'the number of a test message, for the worker that sends it',
    'lib/quotes/quote-body.ts': 'quotes, for who asked for them',
    'lib/recovery/read-recovery-number.ts': 'the number that recovers, for its owner',
    'lib/recovery/recover-by-number.ts': 'the number that a code was sent to, to check the code',
    'lib/refunds/read-refund.ts': 'where staff pay a balance back to, as the customer wrote it',
    'lib/senders/confirm-number.ts': 'the number that a code was sent to, for its owner',
    'lib/senders/hash-sender-numbers.ts': 'numbers of senders from before they had a hash',
    'lib/senders/list-senders.ts': 'senders, for their owner',
    'lib/senders/list-withdrawn.ts': 'brands that were taken away, for their owner',
    'lib/senders/pending-number-code.ts': 'the number that a code was sent to, for its owner',
    'lib/staff/list-members.ts': 'names on agreements of staff, for admins',
    'worker/prepare-messages.ts': 'recipients, for the worker that hands them over',
  };

  it('each for a reason, and nobody else', () => {
    assertNamed(
      filesWith(/import \{[^}]*\b(openText|openSealed)\b[^}]*\} from '[^']*crypto\/seal\.ts'/),
      mayOpen,
    );
    for (const reason of Object.values(mayOpen)) assert.ok(reason.length > 10);
  });

  it('with one way to open, in one file, and one for boxes', () => {
    assertNamed(filesWith(/createDecipheriv|crypto_box_seal_open|privateDecrypt/), {
      'lib/crypto/seal.ts': 'everything',
      'lib/masking/sealed-box.ts': 'keys of masked texts, with the private halves of workers',
    });
  });
});

describe('nothing joins accounts', () => {
  /** Tables with sealed columns or hashes of numbers, as the code calls them. */
  const sealed = {
    typed: 'batches|messages|senders|numberCodes|optOuts|stopLinks|drafts|quotes|billingDetails',
    sql: 'batches|messages|senders|number_codes|opt_outs|stop_links|drafts|quotes|billing_details',
  };
  const asks = new RegExp(
    `\\.(from|update|delete|innerJoin|leftJoin)\\((${sealed.typed})\\b|\\b(from|join|update|using) (${sealed.sql})\\b`,
    'g',
  );
  const byAccount =
    /eq\(\s*\w+\.accountId,|account_id\s*=|\.accountId\} =|\.accountId\}, \$\{\w+\.numberHash\}\) in/;

  const acrossAccounts: Record<string, string> = {
    'lib/drafts/sweep-draft-keys.ts': 'forgets quotes that ran out, and reads nothing of them',
    'lib/exports/files/message-pages.ts': 'is given the condition, which asks for the account',
    'lib/masking/burn-spent.ts': 'the worker finds what is to be destroyed: names of keys',
    'lib/masking/reseal-waiting.ts': 'the worker renews keys of masked texts, and opens no text',
    'lib/opt-outs/whose-opt-out.ts': 'a STOP that was sent to a number finds whose it is',
    'lib/outbox/unfinished-batches.ts': 'the worker finds what is to be counted: ids',
    'lib/retention/remove-rows.ts': 'the worker finds whose time has come: ids',
    'lib/senders/code-limits.ts': 'nobody is flooded with codes by many accounts: times',
    'lib/senders/hash-sender-numbers.ts': 'the worker hashes numbers from before, one by one',
  };

  it('every query on sealed data asks for an account, or is named here with its reason', () => {
    assertNamed(
      files.filter((file) => !everyQueryAsks(code.get(file) ?? '')),
      acrossAccounts,
    );
  });

  /** From where a query names its table to its end it asks for an account, or uses a condition of its file that does. */
  function everyQueryAsks(source: string): boolean {
    const conditions = [...source.matchAll(/(?=\b(?:const|function) (\w+)([^;]*;))/g)]
      .filter(([, , text = '']) => byAccount.test(text))
      .map(([, name = '']) => new RegExp(`\\b${name}\\b`));
    return [...source.matchAll(asks)].every(({ index }) => {
      const query = source.slice(index, source.indexOf(';', index) + 1);
      return byAccount.test(query) || conditions.some((condition) => condition.test(query));
    });
  }

  it('hashes of numbers are keyed by account, but for those that are named here', () => {
    const keys = filesWith(/\b(CODE_CAPS_KEY|SENDER_NUMBERS_KEY|RECEIPT_MATCH_KEY)\b/);
    assertNamed(keys, {
      'lib/keyring/key-names.ts': 'their names',
      'lib/keyring/key-rights.ts': 'which process may have them',
      'lib/outbox/receipt-match-hash.ts':
        'a report finds its message; forgotten when it is answered, after a week at most',
      'lib/recovery/recover-by-number.ts': 'the same work for a name that does not exist',
      'lib/senders/send-number-code.ts': 'nobody is flooded with codes by many accounts',
      'lib/senders/sender-number-hash.ts': 'a STOP that was sent to a number finds whose it is',
    });
  });
});
