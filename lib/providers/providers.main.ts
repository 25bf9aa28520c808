import { openDatabase } from '#db/client.ts';
import type { Ground } from '#lib/context.ts';
import { env, isNamed } from '#lib/env.ts';
import { openKeyring } from '#lib/keyring/open-keyring.ts';
import { environmentProviderName, environmentSettings } from './environment-provider.ts';
import {
  type ProviderChanges,
  type ProviderProblem,
  ProviderRefused,
} from './provider-settings.ts';
import { readPassword } from './read-password.ts';
import { readStoredProviders, type StoredProvider } from './read-providers.ts';
import { removeProvider } from './remove-provider.ts';
import { saveProvider } from './save-provider.ts';
import { readSettingWords, settingWords } from './setting-words.ts';

const usage = `Usage: npm run providers -- list
       npm run providers -- show NAME
       npm run providers -- set NAME setting=value … [password]
       npm run providers -- enable NAME
       npm run providers -- disable NAME
       npm run providers -- remove NAME
The word password reads one from standard input. "show" prints every setting as "set" takes it.`;

const [command = '', name = '', ...words] = process.argv.slice(2);
const database = openDatabase({
  url: env.DATABASE_URL,
  max: 1,
  caFile: env.DATABASE_CA_FILE,
});
const ground: Ground = {
  db: database.db,
  keyring: openKeyring(),
};
try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof ProviderRefused)) throw error;
  process.exitCode = refuse(error.problems);
} finally {
  await database.close();
}

async function main(): Promise<number> {
  if (command === 'list' && name === '') return list();
  if (name === '' || (command !== 'set' && words.length > 0)) return say(usage, 2);
  const [known] = await readStoredProviders(ground.db, name);
  if (command === 'set') return set(known);
  const enable = () => save({ name, enabled: true });
  const disable = () => save({ name, enabled: false });
  const run = { show, enable, disable, remove }[command];
  if (!run) return say(usage, 2);
  return known ? run(known) : say(`There is no provider ${name}.`, 1);
}

async function list(): Promise<number> {
  const providers = await readStoredProviders(ground.db);
  for (const provider of providers) {
    const { host, port, tls, binds, ratePerSecond, version, enabled } = provider;
    const where = `${host}:${port} ${tls ? 'TLS' : 'clear text'}`;
    const state = enabled ? 'enabled' : 'disabled';
    console.log(
      `${provider.name}: ${state}, ${where}, ${binds} × ${provider.bindKind}, ${ratePerSecond} a second, version ${version}`,
    );
  }
  if (providers.length === 0) console.log('There is no provider.');
  return 0;
}

function show(provider: StoredProvider): number {
  for (const [setting, value] of settingWords(provider)) console.log(`${setting}=${value}`);
  console.log('password is set');
  return 0;
}

async function set(known: StoredProvider | undefined): Promise<number> {
  const wantsPassword = words.includes('password');
  const read = readSettingWords(
    name,
    words.filter((word) => word !== 'password'),
  );
  if (!read.ok) return refuse(read.problems);
  if (!known && !wantsPassword) {
    return say(`${name} is new: add the word password, and give it on standard input.`, 1);
  }
  const password = wantsPassword ? await readPassword(`Password of ${name}: `) : undefined;
  return save({ ...read.changes, ...(password !== undefined && { password }) });
}

async function save(changes: ProviderChanges): Promise<number> {
  const { version, isChanged } = await saveProvider(ground, changes);
  console.log(
    isChanged
      ? `${name} is saved as version ${version}. Running workers take it up now.`
      : `${name} already is so. Nothing was changed.`,
  );
  for (const setting of Object.keys(changes)) warnOfEnvironment(setting);
  return 0;
}

/** The environment's word counts again when a worker starts. */
function warnOfEnvironment(setting: string): void {
  const named = environmentSettings[setting as keyof typeof environmentSettings];
  if (name !== environmentProviderName || !named || !isNamed(named)) return;
  console.log(`Change ${named} too: a worker that starts writes it over ${setting}.`);
}

async function remove(): Promise<number> {
  const removed = await removeProvider(ground, name);
  return removed.ok ? say(`${name} is removed.`, 0) : say(removed.sentence, 1);
}

function refuse(problems: ProviderProblem[]): number {
  for (const { setting, sentence } of problems) console.error(`${setting} ${sentence}`);
  return say('Nothing was changed.', 1);
}

function say(sentence: string, status: number): number {
  (status === 0 ? console.log : console.error)(sentence);
  return status;
}
