import assert from 'node:assert/strict';
import { it } from 'node:test';
import { KeyMemory } from './key-memory.ts';

it('keeps what a look finds, and wipes and forgets it when it is destroyed', async () => {
  const memory = new KeyMemory();
  const key = Buffer.alloc(32, 7);
  await memory.look('account/a', async (look) => memory.keep(look, key));
  assert.equal(memory.get('account/a'), key);
  memory.forget('account/a');
  assert.equal(memory.get('account/a'), null);
  assert.deepEqual(key, Buffer.alloc(32));
});

it('keeps nothing of a look during which the key was destroyed, and tells it so', async () => {
  const memory = new KeyMemory();
  await memory.look('account/a', async (look) => {
    memory.forget('account/a');
    memory.keep(look, Buffer.alloc(32, 7));
    assert.equal(look.isPast, true);
  });
  assert.equal(memory.get('account/a'), null);
  await memory.look('account/a', async (look) => {
    memory.forget('account/b');
    memory.keep(look, Buffer.alloc(32, 7));
  });
  assert.ok(memory.get('account/a'));
});
