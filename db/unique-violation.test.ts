import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isUniqueViolation } from './client.ts';

/** As another bundle of the web process throws it. */
class QueryFailed extends Error {
  override name = 'QueryFailed';
  readonly code = '23505';
  readonly constraint = 'users_username_key';
}

it('knows a unique violation whose class is that of another bundle', () => {
  assert.equal(isUniqueViolation(new QueryFailed(), 'users_username_key'), true);
  assert.equal(isUniqueViolation(new QueryFailed(), 'another_key'), false);
  assert.equal(isUniqueViolation(new Error('another'), 'users_username_key'), false);
});
