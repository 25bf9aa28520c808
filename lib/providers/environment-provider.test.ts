import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { environmentProvider } from './environment-provider.ts';
import { readProviders } from './read-providers.ts';
import { saveProvider } from './save-provider.ts';

for (const name of Object.keys(process.env)) if (name.startsWith('SMSC_')) delete process.env[name];
applyTestSettings({
  SMSC_HOST: 'smsc.example',
  SMSC_SYSTEM_ID: 'allsms',
  SMSC_PASSWORD: 'secret',
  SMSC_TLS: 'false',
  SMSC_WINDOW: '20',
});
const { worker } = await castOf(await openTestGround());

test('SMSC_* settings make the first provider, and write over it exactly what they name', async () => {
  await saveProvider(worker, environmentProvider()!);
  await saveProvider(worker, { name: 'default', window: 30, ratePerSecond: 7, binds: 3 });
  // A worker starts again.
  await saveProvider(worker, environmentProvider()!);
  const [provider] = await readProviders(worker);
  assert.deepEqual(
    [provider?.host, provider?.window, provider?.ratePerSecond, provider?.binds, provider?.version],
    ['smsc.example', 20, 7, 3, 3],
  );
});

test('a provider that was disabled stays so when a worker starts', async () => {
  await saveProvider(worker, { name: 'default', enabled: false });
  await saveProvider(worker, environmentProvider()!);
  assert.deepEqual(await readProviders(worker), []);
});
