// Loaded before every test file.
import { afterEach } from 'node:test';

const complaints: string[] = [];
console.error = (...words: unknown[]) => {
  complaints.push(words.map(String).join(' '));
};

// An unexpected `console.error` is a failure, not noise that scrolls by.
afterEach(() => {
  const [first] = complaints.splice(0);
  if (first !== undefined) throw new Error(`Unexpected console.error: ${first}`);
});

/** The runner's time limit is that of a test: a file that does not end after its tests would be waited for for ever. */
const longestFileMs = 12 * 60_000;
setTimeout(() => {
  process.stderr.write(`Given up, still open: ${process.getActiveResourcesInfo().join(', ')}\n`);
  process.exit(1);
}, longestFileMs).unref();
