// The first step of `npm run demo`, `npm test` and their kin on a bare clone: installs the packages where they are
// missing or older than package-lock.json and patches/, then runs the named script on the project's own Node (24).
// Plain JavaScript, because the machine's Node may be too old for TypeScript.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const node = join(root, 'node_modules', '.bin', 'node');
const stampFile = join(root, 'node_modules', '.installed-lock');
const patches = readdirSync(join(root, 'patches')).map((name) => join('patches', name));
const hash = createHash('sha256');
for (const file of ['package-lock.json', ...patches]) hash.update(readFileSync(join(root, file)));
const stamp = hash.digest('hex');

const isInstalled =
  existsSync(node) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;

if (!isInstalled) {
  console.log('Installing packages (once, about a minute) …');
  const install = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (install.status !== 0) {
    console.error('Installing the packages failed. Run `npm ci` to see why, then try again.');
    process.exit(install.status ?? 1);
  }
  writeFileSync(stampFile, stamp);
}

const child = spawn(node, process.argv.slice(2), {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ''}` },
});
// The terminal sends Ctrl-C to the child too; `kill` reaches this process alone. The child takes the second as the first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
