import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { pagesOfPdf } from '#lib/pdf/testing.ts';
import { actsOf, csvOf } from './account-testing.ts';
import { drawStatement } from './draw-statement.ts';
import { listStatementMonths } from './list-statement-months.ts';
import { readMonthlyStatement } from './read-monthly-statement.ts';
import { summariseLines } from './summarise-lines.ts';
import { bookedAt } from './testing.ts';

const ground = await openTestGround();
const NOW = new Date('2025-02-10T12:00:00Z');

async function someAccount() {
  const { owner } = await castOf(ground);
  return { owner, acts: await actsOf(owner) };
}

describe('the statement of a month', () => {
  it('has a page and a CSV with the figures, the invoices and the equation at the foot', async () => {
    const { owner, acts } = await someAccount();
    await acts.trial(0.5);
    await bookedAt(owner, new Date('2025-01-05T10:00:00Z'));
    await acts.topUp(0);
    await acts.send(0.5);
    await acts.end(0.75);
    await bookedAt(owner, new Date('2025-01-31T21:59:59Z'));
    const statement = (await readMonthlyStatement(owner, '2025-01', NOW))!;
    const summary = await summariseLines(owner, statement);
    const pages = pagesOfPdf(
      await drawStatement({ statement, summary, username: 'μαρία', company: 'All SMS Ltd' }),
    );
    const words = pages.join('\n');
    assert.match(words, /^Statement for January 2025\n/);
    assert.match(words, /Europe\/Athens, the zone of the invoices/);
    assert.match(words, /Opening on 1 Jan 2025\n€0\.00\n€0\.00\n/);
    assert.match(words, /Closing on 31 Jan 2025\n€6\.875\n€0\.00\n/);
    const [invoice] = statement.invoices;
    assert.ok(words.includes(`${invoice!.number}\nInvoice\n`));
    assert.match(words, /\nInvoice\n\d+ \w+ \d{4}\n€10\.00\n€2\.40\n€12\.40\n/);
    assert.match(words, /What you can spend: €0\.00 \+ €12\.375 − €5\.50 = €6\.875\./);
    assert.match(words, /Charged for what the network accepted: €4\.125\./);
    assert.match(words, /31 Jan 2025, 23:59\nSend of 7 messages\n−€4\.125\n€4\.125/);
    const { rows } = await csvOf(owner, statement);
    assert.deepEqual(
      rows.map((row) => [row.kind, row.available, row.setAside, row.charged, row.availableAfter]),
      [
        ['opening', '', '', '', '0'],
        ['credit', '1', '0', '0', '1'],
        ['topped_up', '10', '0', '0', '11'],
        ['set_aside', '-5.5', '5.5', '0', '5.5'],
        ['charged', '0', '-4.125', '4.125', '5.5'],
        ['returned', '1.375', '-1.375', '0', '6.875'],
        ['closing', '', '', '', '6.875'],
      ],
    );
    const [topUp] = rows.filter(({ invoice }) => invoice);
    assert.deepEqual(
      [topUp?.kind, topUp?.invoice, topUp?.invoiceTax, topUp?.invoiceTotal],
      ['topped_up', invoice!.number, '2.4', '12.4'],
    );
  });

  it('is nobody else’s, and there is none of what is no month', async () => {
    const { owner, acts } = await someAccount();
    const { stranger } = await castOf(ground);
    await acts.trial(1);
    await bookedAt(owner, new Date('2025-01-05T10:00:00Z'));
    assert.deepEqual(await listStatementMonths(owner, NOW), ['2025-02', '2025-01']);
    assert.deepEqual(await listStatementMonths(stranger, NOW), []);
    assert.equal(await readMonthlyStatement(stranger, '2025-01', NOW), null);
    for (const name of ['2024-12', '2025-03', '2025-13', '2025-1', '2025-01-01', 'x', '']) {
      assert.equal(await readMonthlyStatement(owner, name, NOW), null, name);
    }
    assert.equal((await readMonthlyStatement(owner, '2025-02', NOW))?.isOver, false);
  });

  it('gives its CSV in pieces, however long it is, and nothing in it is calculated', async () => {
    const { owner } = await someAccount();
    await manyLines(owner, 1_200, 'Thanks;=1+1');
    const statement = (await readMonthlyStatement(owner, '2025-01', NOW))!;
    const { pieces, rows } = await csvOf(owner, statement);
    assert.equal(rows.length, 1_202);
    assert.ok(pieces.every((piece) => piece.split('\r\n').length <= 501));
    assert.equal(rows[1]?.words, "Credit granted: Thanks;'=1+1");
    assert.equal((await summariseLines(owner, statement)).by, 'day');
  });
});

/** So many grants of one micro each. */
async function manyLines(ctx: CustomerContext, count: number, reason: string): Promise<void> {
  const { accountId } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`
      with posted as (
        insert into ledger_transactions (account_id, id, kind, reason, at)
        select ${accountId}, gen_random_uuid(), 'grant', ${reason}, timestamptz '2025-01-02' + n * interval '1 second'
        from generate_series(1, ${count}::int) as n order by n returning id, at)
      insert into ledger_entries (account_id, transaction_id, account, amount_micros, balance_micros)
      select ${accountId}, id, side::ledger_account, case side when 'available' then 1 else -1 end,
        case side when 'available' then row_number() over (partition by side order by at) end
      from posted, unnest(array['available', 'granted']) as side order by at, side`);
  });
}
