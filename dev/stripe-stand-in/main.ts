import { parseArgs } from 'node:util';
import { startStripeStandIn } from './start-stand-in.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'webhook-url': { type: 'string', default: '' },
    'secret-key': { type: 'string', default: '' },
    'webhook-secret': { type: 'string', default: '' },
  },
});

const standIn = await startStripeStandIn({
  port: Number(values.port),
  webhookUrl: values['webhook-url'],
  secretKey: values['secret-key'],
  webhookSecret: values['webhook-secret'],
});
console.log(JSON.stringify({ url: standIn.url }));

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void standIn.stop().then(() => process.exit(0));
  });
}
