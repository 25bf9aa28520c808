// Loaded before every test file: an unexpected `console.error` is a failure, not noise that scrolls by.
import { afterEach } from 'node:test';

const complaints: string[] = [];
console.error = (...words: unknown[]) => {
  complaints.push(words.map(String).join(' '));
};

afterEach(() => {
  const [first] = complaints.splice(0);
  if (first !== undefined) throw new Error(`Unexpected console.error: ${first}`);
});
