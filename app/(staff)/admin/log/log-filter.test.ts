import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readFilter, readQuery } from './log-filter.ts';

const filterOf = (params: Record<string, string | undefined>) =>
  readFilter(readQuery(params), 'UTC');

it('reads who, what, the account and whole days', () => {
  const account = '0198c0de-0000-7000-8000-000000000001';
  assert.deepEqual(
    filterOf({ by: '3', act: 'credit.grant', account: account.toUpperCase(), before: '70' }),
    {
      ...{ number: 3, action: 'credit.grant', accountId: account, before: 70 },
      ...{ from: undefined, until: undefined },
    },
  );
  const days = filterOf({ from: '2026-01-02', to: '2026-01-03' });
  assert.equal(days?.from?.toISOString(), '2026-01-02T00:00:00.000Z');
  assert.equal(days?.until?.toISOString(), '2026-01-04T00:00:00.000Z');
});

it('finds nothing, rather than everything, by what cannot be', () => {
  for (const wrong of [
    { by: 'anna' },
    { account: '0198c0de' },
    { from: 'May' },
    { before: '-1' },
  ]) {
    assert.equal(filterOf(wrong), null, JSON.stringify(wrong));
  }
  assert.notEqual(filterOf({ by: ' ', account: '' }), null);
});
