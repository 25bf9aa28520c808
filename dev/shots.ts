import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { buildIfNeeded } from '#dev/build.ts';
import { chromiumArgs, findChromium } from '#dev/chromium.ts';
import { removePostgresData } from '#dev/postgres.ts';
import { makeScene, type Scene } from '#dev/shots/make-scene.ts';
import { printPages, type Shot, type Version } from '#dev/shots/print-pages.ts';
import { printSheets } from '#dev/shots/print-sheets.ts';
import { type ShotPage, shotPages, withoutShot } from '#dev/shots/shot-pages.ts';
import { startStack } from '#dev/stack.ts';

// npm run shots                     every page in four versions, on contact sheets in a new folder outside the repository
// npm run shots -- --to FOLDER      there
// npm run shots -- --only send      those whose address or words have this in them
// npm run shots -- --special        in 200 % zoom, forced colours and with a text spacing of WCAG 1.4.12 instead

const flag = { type: 'boolean', default: false } as const;
const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { to: text, only: text, special: flag } });
const to = resolve(values.to ?? mkdtempSync(join(tmpdir(), 'allsms-shots-')));
if (!relative(process.cwd(), to).startsWith('..')) {
  console.error('The sheets go outside the repository: name another folder.');
  process.exit(2);
}

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800 };
const four: Version[] = [
  { name: 'phone, light', viewport: phone, colorScheme: 'light' },
  { name: 'phone, dark', viewport: phone, colorScheme: 'dark' },
  { name: 'desktop, light', viewport: desktop, colorScheme: 'light' },
  { name: 'desktop, dark', viewport: desktop, colorScheme: 'dark' },
];
const special: Version[] = [
  // What a window of 1280 pixels has room for at 200 %.
  { name: '200 %', viewport: { width: 640, height: 400 }, colorScheme: 'light' },
  { name: 'forced colours', viewport: desktop, colorScheme: 'dark', forcedColors: 'active' },
  { name: 'text spacing', viewport: phone, colorScheme: 'light', spaced: true },
];

const home = mkdtempSync(join(tmpdir(), 'allsms-shots-home-'));
await buildIfNeeded();
const stack = await startStack({
  home,
  settings: { TRIAL_CREDIT: '20.00', CEILINGS: '0:50/200/1000' },
});
let browser: Browser | undefined;
try {
  const scene = await makeScene(stack);
  const pages = wanted(shotPages(scene), values.only);
  browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs });
  mkdirSync(to, { recursive: true });
  const shots: Shot[] = [];
  for (const version of values.special ? special : four) {
    shots.push(...(await printPages(browser, { to, origin: stack.origin, version, pages })));
  }
  const sheets = await printSheets(browser, { to, shots });
  for (const { page, version, problem } of shots.filter(({ problem }) => problem)) {
    console.log(`✖ ${page.name} (${version}): ${problem}`);
    process.exitCode = 1;
  }
  tellOfMissing(scene);
  console.log(`${shots.length} shots on ${sheets} sheets in ${to}`);
} finally {
  await browser?.close();
  await stack.stop();
  removePostgresData(join(home, 'postgres'));
  rmSync(home, { recursive: true, force: true });
}

function wanted(pages: ShotPage[], only: string | undefined): ShotPage[] {
  return pages.filter(({ name, path }) => !only || name.includes(only) || path.includes(only));
}

/** Pages of the build of which there is no shot: a new page is not forgotten. */
function tellOfMissing(scene: Scene): void {
  const manifest = join('.next', 'server', 'app-paths-manifest.json');
  if (!existsSync(manifest)) return;
  const built = Object.keys(JSON.parse(readFileSync(manifest, 'utf8')));
  for (const missing of withoutShot(built, shotPages(scene))) {
    console.log(`✖ no shot of ${missing}`);
    process.exitCode = 1;
  }
}
