import assert from 'node:assert/strict';
import { it } from 'node:test';
import { judgeEntrance, type StaffKnown } from './judge-entrance.ts';
import { staffRoles } from './staff-roles.ts';

const complete: StaffKnown = { role: 'support', secondFactorAt: new Date(), hasAgreement: true };

it('lets those pass who are named, admins always, and everybody where nobody is named', () => {
  for (const role of staffRoles) {
    const known = { ...complete, role };
    assert.equal(judgeEntrance(known), 'pass');
    assert.equal(judgeEntrance(known, { roles: [role] }), 'pass');
    assert.equal(judgeEntrance(known, { roles: ['support', 'finance'] }), 'pass');
    const onlyAdmin = judgeEntrance(known, { roles: ['admin'] });
    assert.equal(onlyAdmin, role === 'admin' ? 'pass' : 'not_found');
  }
  assert.equal(judgeEntrance(complete, { roles: ['finance'] }), 'not_found');
});

it('asks for the second factor before anything else than enrolling one', () => {
  for (const role of staffRoles) {
    const known = { ...complete, role, secondFactorAt: null };
    assert.equal(judgeEntrance(known), 'no_factor');
    assert.equal(judgeEntrance(known, { need: 'factor' }), 'no_factor');
    assert.equal(judgeEntrance(known, { need: 'session' }), 'pass');
  }
});

it('asks for the agreement wherever it is not said otherwise, of admins too', () => {
  for (const role of staffRoles) {
    const known = { ...complete, role, hasAgreement: false };
    assert.equal(judgeEntrance(known), 'no_agreement');
    assert.equal(judgeEntrance(known, { need: 'factor' }), 'pass');
  }
});

it('tells a role that is not let in nothing of what else is missing', () => {
  const known: StaffKnown = { role: 'support', secondFactorAt: null, hasAgreement: false };
  assert.equal(judgeEntrance(known, { roles: ['finance'] }), 'not_found');
});
