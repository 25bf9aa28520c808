import { parseArgs } from 'node:util';
import { startSimulator } from './start-simulator.ts';

const { values } = parseArgs({
  options: {
    'smpp-port': { type: 'string', default: '0' },
    'http-port': { type: 'string', default: '0' },
    ledger: { type: 'string' },
    'system-id': { type: 'string' },
    password: { type: 'string' },
  },
});

const simulator = await startSimulator({
  smppPort: Number(values['smpp-port']),
  httpPort: Number(values['http-port']),
  ...(values.ledger === undefined ? {} : { ledgerFile: values.ledger }),
  ...(values['system-id'] === undefined ? {} : { systemId: values['system-id'] }),
  ...(values.password === undefined ? {} : { password: values.password }),
});
const { smppPort, httpPort } = simulator;
console.log(JSON.stringify({ smppPort, httpPort }));

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void simulator.stop().then(() => process.exit(0));
  });
}
