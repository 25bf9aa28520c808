import assert from 'node:assert/strict';
import { it } from 'node:test';
import { writingsOf } from '../encodings.ts';
import { searchFor } from '../search-octets.ts';
import { everyOctet } from './every-octet.ts';
import type { Received } from './start-stand-in.ts';

const canary = 'kanarini7f3e9a2b48d1';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const request = (change: Partial<Received>): Received[] => [
  { method: 'POST', path: '/track?ip=0', headers: ['host', 'x'], body: '', ...change },
];

const hidden: Record<string, Received[]> = {
  'the body': request({ body: canary }),
  'a header': request({ headers: ['user-agent', `a ${canary}`] }),
  'the address': request({ path: `/track?a=${encodeURIComponent(`ü${canary}`)}` }),
  'base64 of JSON in the body': request({ body: `data=${base64(JSON.stringify({ canary }))}` }),
  'base64 of JSON in the address': request({
    path: `/track?data=${encodeURIComponent(base64(JSON.stringify([{ a: canary }])))}&ip=0`,
  }),
  'base64 within base64': request({ body: `data=${base64(`{"a":"${base64(`x${canary}`)}"}`)}` }),
  'hexadecimal within base64': request({
    body: `data=${base64(`{"a":"${Buffer.from(canary).toString('hex')}"}`)}`,
  }),
};

for (const [where, received] of Object.entries(hidden)) {
  it(`a canary is found in ${where}`, () => {
    const needles = writingsOf(canary).map((each) => ({ ...each, name: canary }));
    assert.ok(searchFor(needles)(everyOctet(received)).length > 0);
  });
}

it('none is found where there is none', () => {
  const needles = writingsOf(canary).map((each) => ({ ...each, name: canary }));
  const received = request({ body: `data=${base64(JSON.stringify([{ event: 'batch_sent' }]))}` });
  assert.deepEqual(searchFor(needles)(everyOctet(received)), []);
});
