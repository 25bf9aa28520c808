import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { buildIfNeeded } from '#dev/build.ts';
import { sendFirstMessage } from '#dev/first-message.ts';
import { removePostgresData } from '#dev/postgres.ts';
import { type Stack, startStack } from '#dev/stack.ts';
import { paths } from '#lib/web/paths.ts';

// npm run demo             everything on this machine, one SMS through all of it, then up until Ctrl-C
// npm run demo -- --once   ends after that SMS: exit status 0, or not 0 with the reason
// npm run demo -- --reset  forgets the data of earlier starts first
// npm run demo -- --weather bad   then lets the simulated network misbehave in many ways
// npm run dev              (= --watch) the same with `next dev` and a worker that restarts on changes

const home = join(import.meta.dirname, '..', '.data');
const options = readOptions();

let stack: Stack | undefined;
let ending: Promise<void> | undefined;
let interrupted = false;

/** Ends every process, once, however often it is asked. */
const end = () => {
  ending ??= (async () => {
    console.log('\nStopping …');
    await stack?.stop();
  })();
  return ending;
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true;
    if (stack) void end().then(() => process.exit(0));
  });
}

const startedMs = performance.now();
const seconds = () => `${((performance.now() - startedMs) / 1000).toFixed(1).padStart(5)} s`;
const say = (step: string) => console.log(`${seconds()}  ${step} …`);

try {
  if (options.reset) forget();
  if (!options.watch) {
    say('Building the web process, if it has changed');
    await buildIfNeeded();
  }
  stack = await startStack({
    home,
    watch: options.watch,
    say,
    // Enough for a text of two parts to two hundred people, and slow enough to watch them leave. Ceilings are those of the
    // product: the first hour of a new account lets the whole trial credit through.
    settings: { TRIAL_CREDIT: '20.00', SMSC_RATE_PER_SECOND: '25', CEILINGS: '' },
  });
  if (interrupted) {
    await end();
    process.exit(0);
  }
  say('Sending the first SMS through all of it');
  const first = await sendFirstMessage(stack, home);
  console.log(`${seconds()}  Done.\n`);
  console.log(first.timeline);
  if (options.weather === 'bad') await worsenWeather(stack);
  if (options.once) {
    await end();
    process.exit(0);
  }
  console.log(whereToLook(stack, first));
  offerWorkerAgain(stack);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  await end();
  process.exit(1);
}

function readOptions() {
  const flag = { type: 'boolean', default: false } as const;
  const known = { once: flag, reset: flag, watch: flag, weather: { type: 'string' } } as const;
  try {
    const { values } = parseArgs({ options: known });
    if (['fair', 'bad', undefined].includes(values.weather)) return values;
    throw new Error('The weather is fair or bad.');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

/** From here on the simulator misbehaves; its page says how. */
async function worsenWeather({ phonePage }: Stack): Promise<void> {
  const event = JSON.stringify({ event: 'badWeather' });
  const answer = await fetch(`${phonePage}/control`, { method: 'POST', body: event });
  if (!answer.ok) throw new Error(`The simulator refused the weather: ${answer.status}`);
  console.log('\n  The weather is bad: the network is slow and misbehaves in many ways.');
}

/** A worker that was killed is what recovery is for: Enter starts the next one. */
function offerWorkerAgain(running: Stack): void {
  const lines = createInterface({ input: process.stdin });
  const watch = async () => {
    await running.worker().exited;
    if (ending) return;
    console.log('  The worker has ended. Press Enter to start it again.');
    await new Promise((resolve) => lines.once('line', resolve));
    await running.startWorker();
    console.log(`  Worker       process ${running.worker().pid}`);
    await watch();
  };
  watch().catch((error) => console.error(error instanceof Error ? error.message : error));
}

function forget(): void {
  say('Forgetting the data of earlier starts');
  removePostgresData(join(home, 'postgres'));
  rmSync(home, { recursive: true, force: true });
}

function whereToLook(
  { origin, phonePage, paymentPage, mixpanelPage }: Stack,
  first: Awaited<ReturnType<typeof sendFirstMessage>>,
): string {
  return `
  All SMS      ${origin}
               sign up there, or sign in as   ${first.customer.username}
                                  password    ${first.customer.password}
  Phones       ${phonePage}
               every SMS arrives here, one-time codes too
  Payments     ${paymentPage}
               stands in for Stripe: pay, refund and dispute there; no card, no money
  Analytics    ${mixpanelPage}
               stands in for Mixpanel: what it is told after a yes to the cookie question
  Staff        ${origin}${paths.staffSignIn()}
                                  username    ${first.staff.username}
                                  password    ${first.staff.password}
               the first sign-in asks for a second factor: an authenticator app or a passkey
  Worker       process ${stack?.worker().pid}, health at http://127.0.0.1:${stack?.settings.WORKER_HEALTH_PORT}/
               kill it while it sends, if you like, and start it again
  Logs         .data/logs

  Ctrl-C ends it. The data stays for the next start; \`npm run demo -- --reset\` forgets it.
`;
}
