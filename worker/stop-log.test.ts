import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { type TestContext, test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { startSimulator } from '#dev/simulator/start-simulator.ts';
import { loadTestPrice, provenNumber } from '#lib/senders/testing.ts';
import { workerEnvironment } from './process-testing.ts';
import { until } from './testing.ts';

const ground = await openTestGround();

/** A worker process that logs all it can, to `lines`. */
function startWorkerProcess(t: TestContext, smppPort: number) {
  const env = {
    ...process.env,
    ...workerEnvironment(ground, { smppPort, workerHealthPort: 0 }),
    LOG_LEVEL: 'debug',
  };
  const child = spawn(process.execPath, ['worker/main.ts'], { env });
  t.after(() => child.kill('SIGKILL'));
  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  }
  return lines;
}

test('STOP and every other text from a phone leave neither numbers nor words in the log', async (t) => {
  const simulator = await startSimulator();
  t.after(() => simulator.stop());
  await loadTestPrice(ground);
  const { owner } = await castOf(ground);
  const [phone, number] = ['+306971234567', '+306977654321'];
  await provenNumber(ground, owner, number);
  const lines = startWorkerProcess(t, simulator.smppPort);
  await ground.sql.unsafe('alter table opt_outs rename to opt_outs_away');
  simulator.sendFromPhone({ from: phone, to: number, text: 'Pineapple pizza' });
  simulator.sendFromPhone({ from: phone, to: number, text: 'Unsubscribe' });
  await until('it could not be stored', () => /STOP could not be stored/.test(lines.join('')));
  await ground.sql.unsafe('alter table opt_outs_away rename to opt_outs');
  await until('it was stored', () => /"optOuts":1,"isConfirmed":true/.test(lines.join('')));
  const log = lines.join('');
  for (const secret of ['6971234567', '6977654321', 'ineapple', 'nsubscribe', 'no more messages']) {
    assert.ok(!log.includes(secret), secret);
  }
});
