import { spawnSync } from 'node:child_process';
import { type Outcome, outcomeOf } from './outcome.ts';

/** A check that is a program: one test that passes when it exits as it should, which is with 0 where nothing else is said. */
export function runProgram(
  name: string,
  [command, ...args]: [string, ...string[]],
  wantedStatus = 0,
): Outcome {
  const hasPassed = spawnSync(command, args, { stdio: 'inherit' }).status === wantedStatus;
  console.log(`${hasPassed ? '✔' : '✖'} ${name}`);
  return outcomeOf(name, hasPassed);
}
