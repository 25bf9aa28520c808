import { execFile } from 'node:child_process';

/** What npm printed: its JSON, or null where the registry gave none. */
export type NpmAnswer = { value: unknown; status: number };

const longestMs = 120_000;

/**
 * Asks the registry through npm's own client, which knows how this machine reaches it; `args` as on its command line.
 * npm ends with 1 both when it found something and when it got no answer: only what it printed tells which.
 */
export function askNpm(args: string[], folder = '.'): Promise<NpmAnswer> {
  const options = { cwd: folder, timeout: longestMs, maxBuffer: 64 * 1_048_576 };
  return new Promise((resolve) => {
    execFile('npm', [...args, '--json'], options, (error, stdout) => {
      const status = error ? Number(error.code ?? 1) : 0;
      resolve({ value: parsed(stdout), status });
    });
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.trim() || '{}');
  } catch {
    return null;
  }
}
