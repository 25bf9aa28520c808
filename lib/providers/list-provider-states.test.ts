import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindSlots } from '#db/schema/all.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { beatWorker } from '#lib/outbox/beat-worker.ts';
import { testProvider } from '#lib/outbox/testing.ts';
import { listProviderStates } from './list-provider-states.ts';
import { saveProvider } from './save-provider.ts';
import { providerAlarm, slotWords } from './slot-words.ts';

const ground = await openTestGround();
const { staff, worker } = await castOf(ground);

test('S5 staff see what each session does, and wrong credentials are an alarm that says what to do', async () => {
  const { id } = await saveProvider(worker, { ...testProvider, binds: 3 });
  await saveProvider(worker, { ...testProvider, name: 'spare', enabled: false });
  const bind = { providerId: id, state: 'bound', inFlight: 5, claimed: 2 };
  await beatWorker(worker, { binds: [bind, bind] });
  const since = new Date(Date.now() - 60_000);
  const held = { providerId: id, workerId: 'w', leasedUntil: new Date(Date.now() + 60_000) };
  const problem = 'bind refused: ESME_RINVPASWD';
  await ground.db.insert(bindSlots).values([
    { ...held, slot: 0, state: 'bound', stateSince: since },
    { ...held, slot: 1, state: 'refused', problem },
    { ...held, slot: 2, state: 'bound', leasedUntil: new Date(Date.now() - 1_000) },
  ]);
  const [test, spare] = await listProviderStates(staff);
  assert.deepEqual(
    test!.slots.map((slot) => slotWords(slot).word),
    ['Bound', 'Refused', 'No worker'],
  );
  assert.deepEqual(test!.slots[0]!.since, since);
  assert.deepEqual([test!.inFlight, test!.claimed], [10, 4]);
  assert.match(providerAlarm(test!)!.sentence, /npm run providers -- set test systemId=… password/);
  assert.deepEqual([spare!.slots, providerAlarm(spare!)], [[], null]);
  assert.ok(!JSON.stringify([test, spare]).includes('secret'));

  await ground.db.update(bindSlots).set({ problem: 'bind refused: ESME_RBINDFAIL' });
  const [other] = await listProviderStates(staff);
  assert.match(providerAlarm(other!)!.title, /refuses our bind/);
});
