import { armFaultPoints } from '#lib/outbox/fault-points.ts';

// node --import './worker/fault-testing.ts?claimed=5' worker/main.ts
// ends the worker as a crash does, the fifth time that it comes to the point `claimed`.
const [armed] = new URL(import.meta.url).searchParams;
const [point, count] = armed ?? [];
let timesLeft = Number(count);
armFaultPoints((reached) => {
  if (reached === point && --timesLeft === 0) process.kill(process.pid, 'SIGKILL');
});
