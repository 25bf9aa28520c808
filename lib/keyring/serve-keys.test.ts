import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, lstatSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { applyTestSettings } from '#lib/testing.ts';
import { folderKeyring } from './folder-keyring.ts';
import { keyFrame } from './key-frames.ts';
import { CODE_CAPS_KEY, OPT_OUT_KEY, PROVIDERS_KEY, RECEIPT_MATCH_KEY } from './key-names.ts';
import type { Keyring } from './keyring.ts';
import { listenOnPath } from './listen-on-path.ts';
import { keySocketPath, serveKeys } from './serve-keys.ts';
import { KeyringUnavailable, socketKeyring } from './socket-keyring.ts';
import { keyFolder, openKeyServer, someId } from './testing.ts';

applyTestSettings();
const refused = (refusal: string) => (error: unknown) =>
  error instanceof KeyringUnavailable && error.refusal === refusal;

describe('the socket of the web process', () => {
  it('gives no key that workers alone use, no made-up one, and no list of everything', async () => {
    const server = await openKeyServer();
    const [web, worker] = [server.as('web'), server.as('worker')];
    for (const name of [PROVIDERS_KEY, RECEIPT_MATCH_KEY]) {
      const key = await worker.create(name);
      await assert.rejects(web.read(name), refused('not-allowed'));
      await assert.rejects(web.create(name), refused('not-allowed'));
      assert.deepEqual(await worker.read(name), key);
    }
    assert.deepEqual(await web.create(CODE_CAPS_KEY), await worker.read(CODE_CAPS_KEY));
    for (const name of ['system/made-up', 'content/all']) {
      await assert.rejects(web.create(name), refused('not-allowed'));
    }
    for (const prefix of ['', 'content/', 'system/', `content/${someId().slice(0, 8)}`]) {
      await assert.rejects(web.list(prefix), refused('not-allowed'));
      await worker.list(prefix);
    }
  });

  it('destroys keys of accounts, and nobody destroys one of the service', async () => {
    const server = await openKeyServer();
    const name = `account/${someId()}`;
    for (const keyring of [server.as('web'), server.as('worker')]) {
      await keyring.create(name);
      await keyring.destroy(name);
      assert.equal(await server.keyring.read(name), null);
      await keyring.create(OPT_OUT_KEY);
      await assert.rejects(keyring.destroy(OPT_OUT_KEY), refused('not-allowed'));
    }
  });

  it('gives out so many different keys a minute to all its connections, and destroys without a limit', async () => {
    const server = await openKeyServer({ webReads: 5 });
    const names = Array.from({ length: 12 }, () => `content/${someId()}/2026-11-aa`);
    for (const name of names) await server.as('worker').create(name);
    const given: boolean[] = [];
    for (const name of names) {
      given.push(
        await server
          .as('web')
          .read(name)
          .then(
            () => true,
            (error) => !refused('too-many')(error),
          ),
      );
    }
    assert.deepEqual(given, [...Array(5).fill(true), ...Array(7).fill(false)]);
    const web = server.as('web');
    assert.ok(await web.read(names[0]!), 'the same one again');
    await assert.rejects(web.create(names[11]!), refused('too-many'), 'to create is to read');
    assert.ok(await web.create(OPT_OUT_KEY));
    for (const name of names) await web.destroy(name);
    assert.deepEqual(await server.as('worker').list('content/'), []);
    for (const name of names) assert.equal(await server.as('worker').read(name), null);
  });
});

describe('a destruction', () => {
  it('waits for a read of the same key that is under way, and no read that comes later is told it', async () => {
    const name = `content/${someId()}/x`;
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const asked: string[] = [];
    let key: Buffer | null = Buffer.alloc(32, 1);
    const slow: Keyring = {
      ...folderKeyring(keyFolder(), randomBytes(32)),
      read: async (wanted) => {
        asked.push(`read ${wanted}`);
        const found = key;
        if (wanted === name) await gate;
        return found;
      },
      destroy: async () => {
        asked.push('destroy');
        key = null;
      },
    };
    const dir = keyFolder();
    const server = await serveKeys({ keyring: slow, dir, webReads: 10 });
    const [one, other] = [
      socketKeyring(keySocketPath(dir, 'web')),
      socketKeyring(keySocketPath(dir, 'worker')),
    ];
    const ends: string[] = [];
    const readBy = (keyring: Keyring) =>
      keyring.read(name).then((found) => ends.push(found ? 'was told' : 'was not told'));
    const reading = readBy(one);
    while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const destroying = other.destroy(name).then(() => ends.push('destroyed'));
    const later = readBy(other);
    const elsewhere = `content/${someId()}/y`;
    await other.read(elsewhere);
    assert.deepEqual(asked, [`read ${name}`, `read ${elsewhere}`], 'others do not wait');
    open();
    await Promise.all([reading, destroying, later]);
    assert.deepEqual(asked.slice(2), ['destroy', `read ${name}`]);
    assert.deepEqual(ends.toSorted(), ['destroyed', 'was not told', 'was told']);
    await server.close();
  });
});

describe('a connection to the key process', () => {
  it('is made anew when the key process starts again, and nothing is lost meanwhile', async () => {
    const server = await openKeyServer();
    const keyring = server.as('web');
    const name = `account/${someId()}`;
    const key = await keyring.create(name);
    await server.stop();
    const reading = keyring.read(name);
    const destroying = keyring.destroy(`account/${someId()}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await server.start();
    assert.deepEqual(await reading, key);
    await destroying;
  });

  it('gives up at its deadline when nobody listens, and when somebody listens and is silent', async () => {
    const path = join(keyFolder(), 'silent.sock');
    const silent = createServer(() => {});
    await listenOnPath(silent, path);
    for (const where of [path, `${path}.none`]) {
      const began = performance.now();
      await assert.rejects(socketKeyring(where, 300).read('account/x'), KeyringUnavailable);
      assert.ok(performance.now() - began < 3_000);
    }
    silent.close();
  });

  it('is closed when it speaks otherwise, and others go on', async () => {
    const server = await openKeyServer();
    const keyring = server.as('web');
    const name = `account/${someId()}`;
    await keyring.create(name);
    const longest = Buffer.alloc(4, 0xff);
    const noJson = Buffer.concat([Buffer.from([0, 0, 0, 2]), Buffer.from('{{')]);
    const noVerb = keyFrame({ id: 1, verb: 'dump', name: 'content/' });
    for (const octets of [longest, noJson, noVerb, randomBytes(200)]) {
      const socket = connect(server.path('web'));
      socket.on('error', () => {});
      socket.end(octets);
      socket.resume();
      await once(socket, 'close');
    }
    assert.ok(await keyring.read(name));
  });

  it('understands frames that arrive octet by octet', async () => {
    const server = await openKeyServer();
    const socket = connect(server.path('web'));
    for (const octet of keyFrame({ id: 7, verb: 'create', name: OPT_OUT_KEY })) {
      socket.write(Buffer.from([octet]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [answer] = await once(socket, 'data');
    assert.equal(JSON.parse((answer as Buffer).toString('utf8', 4)).id, 7);
    socket.destroy();
  });
});

describe('the path of a socket', () => {
  const serve = (dir: string) =>
    serveKeys({ keyring: folderKeyring(keyFolder(), randomBytes(32)), dir, webReads: 10 });

  it('can be used by its owner and group only, and goes with the key process', async () => {
    const server = await openKeyServer();
    for (const role of ['web', 'worker'] as const) {
      assert.equal(statSync(server.path(role)).mode & 0o777, 0o660);
    }
    await server.stop();
    assert.equal(existsSync(server.path('web')), false);
  });

  it('is taken over from a process that was killed, and from nobody else', async () => {
    const server = await openKeyServer();
    const dir = join(server.path('web'), '..', '..');
    await assert.rejects(serve(dir), /Another process serves keys/);
    assert.ok(await server.as('web').create(`account/${someId()}`), 'it still serves');

    const other = keyFolder();
    const left = join(other, 'web', 'keys.sock');
    const first = await serve(other);
    await first.close();
    writeFileSync(left, 'not a socket');
    await assert.rejects(serve(other), /no socket of ours/);
    assert.ok(lstatSync(left).isFile());
  });
});
