import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const stampFile = join('.next', '.built-from');
const sources = [
  '{app,components,db,lib,public}/**/*.{ts,tsx,css,json,txt,svg,ico}',
  '{next.config,proxy,instrumentation}.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** Runs `next build` where the sources have changed since the last one. Returns whether it had to. */
export async function buildIfNeeded(): Promise<boolean> {
  const stamp = stampOfSources();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  const code = await new Promise<number>((resolve) => {
    const child = spawn(
      process.execPath,
      [join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
      {
        stdio: 'inherit',
        env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      },
    );
    child.once('exit', (status) => resolve(status ?? 1));
  });
  if (code !== 0) throw new Error('`next build` failed; what it printed above says why.');
  writeFileSync(stampFile, stamp);
  return true;
}

function stampOfSources(): string {
  const hash = createHash('sha256');
  for (const file of globSync(sources).sort()) {
    if (!file.endsWith('.test.ts')) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}
