import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { testProvider } from '#lib/outbox/testing.ts';
import { describeSetting, ProviderRefused, settingNames } from './provider-settings.ts';
import { readProviders } from './read-providers.ts';
import { providersChannel, saveProvider } from './save-provider.ts';

const ground = await openTestGround();
const { worker } = await castOf(ground);
const only = async () => (await readProviders(worker)).find(({ name }) => name === 'test')!;

describe('saving a provider', () => {
  it('keeps every setting as it was given', async () => {
    const given = {
      ...testProvider,
      serverName: 'smsc.example',
      bindKind: 'transmitterAndReceiver' as const,
      binds: 3,
      addressing: { ...testProvider.addressing, shortCode: { ton: 6, npi: 9 } },
      alphabet: 'gsmPacked' as const,
      longText: 'sar' as const,
      timeouts: { ...testProvider.timeouts, submitMs: 1_234 },
      temporaryCodes: [0x400, 0xffff_ffff],
    };
    const { id, version, isChanged } = await saveProvider(worker, given);
    assert.deepEqual([version, isChanged], [1, true]);
    assert.deepEqual(await only(), { id, version: 1, ...given });
  });

  it('with the same values changes nothing; each change raises the version, the password too', async () => {
    const again = await saveProvider(worker, { name: 'test', password: 'secret', binds: 3 });
    assert.deepEqual([again.version, again.isChanged], [1, false]);
    const other = await saveProvider(worker, { name: 'test', password: 'other' });
    assert.deepEqual([other.version, other.isChanged], [2, true]);
    assert.deepEqual((await only()).password, 'other');
    const { version } = await saveProvider(worker, { name: 'test', timeouts: { bindMs: 900 } });
    assert.equal(version, 3);
    const { timeouts, binds } = await only();
    assert.deepEqual([timeouts.bindMs, timeouts.submitMs, binds], [900, 1_234, 3]);
  });

  it('tells the workers when something has changed, and only then', async () => {
    let told = 0;
    const { unlisten } = await ground.sql.listen(providersChannel, () => {
      told++;
    });
    await saveProvider(worker, { name: 'test', window: 51 });
    await saveProvider(worker, { name: 'test', window: 51 });
    await saveProvider(worker, { name: 'test', window: 52 });
    while (told < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    await unlisten();
    assert.equal(told, 2);
  });

  it('loses no change of two at the same time', async () => {
    await Promise.all([
      saveProvider(worker, { name: 'test', window: 70 }),
      saveProvider(worker, { name: 'test', ratePerSecond: 71 }),
    ]);
    const { window, ratePerSecond } = await only();
    assert.deepEqual([window, ratePerSecond], [70, 71]);
  });
});

const refused = (setting: string, sentence: RegExp) => (error: unknown) => {
  assert.ok(error instanceof ProviderRefused);
  assert.deepEqual(
    error.problems.map((problem) => problem.setting),
    [setting],
  );
  assert.match(error.problems[0]!.sentence, sentence);
  return true;
};

it('every setting says what to write', () => {
  for (const name of settingNames) assert.ok((describeSetting(name) ?? '').length > 5, name);
});

describe('a provider is refused', () => {
  const wrong: [string, object][] = [
    ['systemId', { systemId: 'x'.repeat(16) }],
    ['systemId', { systemId: 'a\0b' }],
    ['password', { password: 'x'.repeat(9) }],
    ['systemType', { systemType: 'x'.repeat(13) }],
    ['port', { port: 0 }],
    ['host', { host: 'two words' }],
    ['binds', { binds: 51 }],
    ['window', { window: 1_001 }],
    ['ratePerSecond', { ratePerSecond: 0 }],
    ['addressing.recipient', { addressing: { recipient: { ton: 7, npi: 0 } } }],
    ['timeouts.bindMs', { timeouts: { bindMs: 99 } }],
    ['temporaryCodes', { temporaryCodes: [0] }],
    ['temporaryCodes', { temporaryCodes: [0x1_0000_0000] }],
    ['alphabet', { alphabet: 'ebcdic' }],
    ['longText', { longText: 'fax' }],
    ['bindKind', { bindKind: 'pigeon' }],
  ];
  for (const [setting, changes] of wrong) {
    it(`S4 when ${setting} cannot be, with a sentence and without the value`, async () => {
      const change = { ...testProvider, ...changes };
      await assert.rejects(saveProvider(worker, change), refused(setting, /^must be .{10,}\.$/));
    });
  }

  it('when something that has no default is missing', async () => {
    const change = { ...testProvider, name: 'new', password: undefined as never };
    await assert.rejects(saveProvider(worker, change), refused('password', /^is missing: write /));
  });

  it('S12 in production without TLS, on saving and when the worker reads it', async () => {
    const clear = { ...testProvider, name: 'clear', tls: false };
    await assert.rejects(saveProvider(worker, clear, 'production'), refused('tls', /must be true/));
    await saveProvider(worker, clear, 'development');
    await saveProvider(worker, { ...testProvider, name: 'safe', tls: true }, 'production');
    const names = (await readProviders(worker, 'production')).map(({ name }) => name);
    assert.deepEqual(names, ['safe']);
  });
});
