import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import pino from 'pino';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { log } from '#lib/log.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { answerForm } from '#lib/web/answer-form.ts';
import { typedDetails } from './parse-details.ts';
import { saveDetails } from './save-details.ts';
import { openTestVies } from './testing.ts';

applyTestSettings({ VIES_CHECK: 'true', LOG_LEVEL: 'debug' });
const ground = await openTestGround();
const vies = await openTestVies(() => ({ status: 500, body: '{"asked":"EL094259216"}' }));

const canary = () => randomBytes(7).toString('hex');
const typed = {
  ...{ kind: 'company', country: 'GR', name: canary(), line1: canary(), line2: canary() },
  ...{ postal: '105 63', city: canary(), vatNumber: 'EL094259216' },
};
const secrets = [typed.name, typed.line1, typed.line2, typed.city, '094259216', '105 63'];

/** As a page sends the form: what goes wrong is logged there. */
function send(ctx: CustomerContext, viesUrl: string) {
  const form = new FormData();
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  return answerForm('http://localhost:3000', form, {
    schema: typedDetails,
    enter: async () => ({ ctx }),
    run: async (_ctx, input) => {
      const saved = await saveDetails(ctx, input, { viesUrl });
      if (!saved.ok) return { refused: true, problems: saved.problems, sentence: null };
      return { refused: false, result: null };
    },
    rethrow: () => {},
  });
}

test('nothing of billing details is logged: not when VIES is silent, not when the database fails', async (t) => {
  const { owner } = await castOf(ground);
  // Looked at on its way out; it goes on writing.
  const stream: pino.DestinationStream = Reflect.get(log(), pino.symbols.streamSym);
  const written = t.mock.method(stream, 'write');
  assert.equal((await send(owner, vies.viesUrl)).status, 'done');
  assert.equal((await send(owner, 'http://127.0.0.1:9')).status, 'done');
  await ground.sql`alter table billing_details rename to billing_details_away`;
  assert.equal((await send(owner, vies.viesUrl)).status, 'problems');
  const logged = written.mock.calls.map(({ arguments: [line] }) => line).join('');
  for (const said of ['VIES did not say', 'VIES could not be asked', 'An action failed']) {
    assert.ok(logged.includes(said), said);
  }
  for (const secret of secrets) assert.ok(!logged.includes(secret), secret);
});
