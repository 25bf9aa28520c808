import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { json, serve, write } from '#dev/small-http.ts';
import { auditDependencies } from './audit-dependencies.ts';
import { checkRelease } from './check-release.ts';
import { writeSbom } from './write-sbom.ts';

// npm itself, with a registry of this test's own that knows a few packages.
const versions: Record<string, string[]> = {
  newest: ['1.0.0', '1.2.0'],
  behind: ['1.0.0', '1.0.1', '2.0.0-beta.1'],
  'old-line': ['1.9.0', '2.0.0'],
  young: ['0.4.1', '0.5.0'],
  node: ['24.1.0', '24.2.0'],
};
const advisory = {
  id: 1,
  url: 'https://example.com/advisory',
  title: 'Reads what it may not',
  severity: 'high',
  vulnerable_versions: '<1.0.1',
};

const registry = createServer((request, response) => {
  const name = decodeURIComponent(request.url?.slice(1) ?? '');
  const isAudit = name.startsWith('-/npm/v1/security/advisories/bulk');
  const reply = isAudit ? json(advisories) : packument(name);
  request.resume().once('end', () => write(response, reply, "default-src 'none'"));
});
let advisories: Record<string, unknown> = {};

function packument(name: string) {
  const known = versions[name];
  if (!known) return json({ error: 'not found' }, 404);
  const stable = known.filter((version) => !version.includes('-'));
  const tarball = 'http://127.0.0.1/nothing.tgz';
  return json({
    name,
    'dist-tags': { latest: stable.at(-1) },
    versions: Object.fromEntries(
      known.map((version) => [version, { name, version, dist: { tarball } }]),
    ),
  });
}

const server = await serve(registry, 0);
const folder = mkdtempSync(join(tmpdir(), 'allsms-npm-'));
after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
const args = [
  `--registry=http://127.0.0.1:${server.port}`,
  `--cache=${join(folder, 'cache')}`,
  '--fetch-retries=0',
];
const nobody = ['--registry=http://127.0.0.1:1', ...args.slice(1)];

function project(dependencies: Record<string, string>, devDependencies = {}): void {
  const manifest = { name: 'project', version: '1.0.0', dependencies, devDependencies };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const packages = Object.fromEntries(
    Object.entries(dependencies).map(([name, version]) => [`node_modules/${name}`, { version }]),
  );
  const lock = { name: 'project', lockfileVersion: 3, packages: { '': manifest, ...packages } };
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
}

describe('a release', () => {
  it('is right when every production dependency is the newest of its line', async () => {
    project({ newest: '1.2.0' }, { node: '24.2.0', behind: '1.0.0' });
    const right = { behind: [], newerLines: [], unknown: [], checked: 2 };
    assert.deepEqual(await checkRelease(args, folder), right);
  });

  it('stops for one that is behind in its line, and tells newer lines beside', async () => {
    project(
      { newest: '1.0.0', behind: '1.0.0', 'old-line': '1.9.0', young: '0.4.1' },
      { node: '24.1.0' },
    );
    assert.deepEqual(await checkRelease(args, folder), {
      behind: [
        'newest is 1.0.0, and the newest of its line is 1.2.0.',
        'behind is 1.0.0, and the newest of its line is 1.0.1.',
        'node is 24.1.0, and the newest of its line is 24.2.0.',
      ],
      newerLines: [
        'old-line has a newer line: 2.0.0 (here 1.9.0).',
        'young has a newer line: 0.5.0 (here 0.4.1).',
      ],
      unknown: [],
      checked: 5,
    });
  });

  it('is not called right when the registry says nothing', async () => {
    project({ newest: '1.2.0' });
    const { unknown } = await checkRelease(nobody, folder);
    assert.deepEqual(unknown, ['newest: the registry says nothing of it.']);
  });
});

describe('the audit', () => {
  it('says that nothing is announced', async () => {
    project({ behind: '1.0.0' });
    advisories = {};
    assert.deepEqual(await auditDependencies(args, folder), { kind: 'clean' });
  });

  it('names what has a vulnerability, and how bad it is', async () => {
    project({ behind: '1.0.0' });
    advisories = { behind: [advisory] };
    const found = await auditDependencies(args, folder);
    assert.deepEqual(found, {
      kind: 'found',
      sentences: ['behind 1.0.0 has a vulnerability (high).'],
    });
  });

  it('says plainly when the registry does not answer it, and not that all is well', async () => {
    project({ behind: '1.0.0' });
    assert.equal((await auditDependencies(nobody, folder)).kind, 'notAsked');
  });
});

describe('the list of components', () => {
  it('has what production installs, and goes nowhere in the tree', async () => {
    const file = join(folder, 'sbom.json');
    const result = await writeSbom(file);
    assert.ok(result.ok && result.components > 50);
    assert.equal((await writeSbom('sbom.json')).ok, false);
    assert.equal(existsSync('sbom.json'), false);
  });
});
