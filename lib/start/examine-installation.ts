import { sql } from 'drizzle-orm';
import type { Ground } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { currentPriceList } from '#lib/prices/price-list.ts';
import { listProviderStates } from '#lib/providers/list-provider-states.ts';
import { type Finding, findingsOf } from './finding.ts';
import { readHealth } from './read-health.ts';

type WithDb = Pick<Ground, 'db'>;

/** What has to be in a migrated database before customers come: prices, a provider, a worker, staff. */
export async function examineInstallation(ground: WithDb): Promise<Finding[]> {
  return [
    ...(await examineWorkers(ground)),
    ...(await examineProviders(ground)),
    ...(await examinePrices(ground)),
    ...(await examineStaff(ground)),
  ];
}

const sending = findingsOf('Sending');

async function examineWorkers(ground: WithDb): Promise<Finding[]> {
  const { workers } = await readHealth(ground);
  const [newest] = workers;
  if (!newest) return [sending.wrong('No worker was heard of today: npm run worker.')];
  if (workers.some(({ ok }) => ok)) return [sending.right('A worker is alive and makes progress.')];
  return newest.problems.map((problem) => sending.wrong(`The worker says: ${problem}`));
}

async function examineProviders(ground: WithDb): Promise<Finding[]> {
  const enabled = (await listProviderStates(ground)).filter((provider) => provider.enabled);
  if (enabled.length === 0) {
    const sentence =
      'There is no provider: set SMSC_HOST and the others of the workers, or npm run providers.';
    return [sending.wrong(sentence)];
  }
  return enabled.map(({ name, binds, slots }) => {
    const bound = slots.filter(
      ({ state, workerId }) => workerId !== null && state === 'bound',
    ).length;
    if (bound > 0) return sending.right(`${name} is connected: ${bound} of ${binds} sessions.`);
    const problem = slots.find((slot) => slot.problem)?.problem;
    const why = problem ? `the last problem is "${problem}".` : 'no worker has tried.';
    return sending.wrong(`${name} is not connected: ${why}`);
  });
}

async function examinePrices({ db }: WithDb): Promise<Finding[]> {
  const list = await currentPriceList(db);
  if (list)
    return [
      sending.right(`Prices are loaded: ${list.prices.length} prefixes in ${list.currency}.`),
    ];
  return [
    sending.wrong(
      'No price list is in effect, so nothing can be sent: npm run prices:load -- FILE.',
    ),
  ];
}

type Admin = { username: string; hasNda: boolean; hasFactor: boolean };

async function examineStaff({ db }: WithDb): Promise<Finding[]> {
  const { right, wrong } = findingsOf('People');
  const admins = await db.execute<Admin>(sql`
    select u.username,
           exists (select from staff_ndas n
                   where n.user_id = s.user_id and n.version = ${env.STAFF_NDA_VERSION}) as "hasNda",
           exists (select from totp_secrets t where t.user_id = s.user_id and t.confirmed_at is not null)
             or exists (select from passkeys p where p.user_id = s.user_id) as "hasFactor"
    from staff_members s join users u on u.id = s.user_id
    where s.role = 'admin' and s.ended_at is null order by s.number`);
  if (admins.length === 0) return [wrong('Nobody is an admin: npm run staff:create -- USERNAME.')];
  if (admins.some(({ hasNda, hasFactor }) => hasNda && hasFactor)) {
    return [right('An admin has signed the agreement and has a second factor.')];
  }
  return admins.flatMap(({ username, hasNda, hasFactor }) => [
    ...(hasFactor
      ? []
      : [wrong(`${username} has no second factor: the staff's sign-in page sets it up.`)]),
    ...(hasNda
      ? []
      : [wrong(`${username} has no agreement of version ${env.STAFF_NDA_VERSION} on record.`)]),
  ]);
}
