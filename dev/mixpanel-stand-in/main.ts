import { parseArgs } from 'node:util';
import { startMixpanelStandIn } from './start-stand-in.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });

const standIn = await startMixpanelStandIn({ port: Number(values.port) });
console.log(JSON.stringify({ url: standIn.url }));

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void standIn.stop().then(() => process.exit(0));
  });
}
