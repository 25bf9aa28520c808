import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { parseConsent, sessionCookie } from './cookies.ts';
import { formFields, problemsOf, typedIn } from './form-fields.ts';
import { localPath } from './local-path.ts';
import { paths } from './paths.ts';
import { answerToPlainHttp, visitorScheme } from './plain-http.ts';
import { isSecretPath } from './secret-path.ts';
import { contentSecurityPolicy, securityHeaders } from './security-headers.ts';
import { visitorAddress } from './visitor-address.ts';

describe('the way back', () => {
  it('is a path of this site', () => {
    for (const good of [
      '/',
      '/send',
      '/messages?number=%2B30691&state=sent#top',
      '/a/../b',
      '/settings/security',
    ]) {
      assert.notEqual(localPath(good, 'refused'), 'refused', good);
    }
    assert.equal(localPath('/send?draft=1', '/'), '/send?draft=1');
  });

  it('is never another site, in whatever spelling', () => {
    const bad = [
      '//evil.test',
      '///evil.test',
      '/\\evil.test',
      '\\\\evil.test',
      'https://evil.test',
      'javascript:alert(1)',
      ' //evil.test',
      '/\t/evil.test',
      '/\n/evil.test',
      'evil.test',
      '',
      '/a\\b',
      '/..//evil.test',
      '/./\\evil',
      `/${'x'.repeat(3000)}`,
      null,
      undefined,
      5,
      ['/a'],
    ];
    for (const text of bad)
      assert.equal(localPath(text, 'refused'), 'refused', JSON.stringify(text));
  });

  it('stays on this site for anything at all', () => {
    const origin = 'https://sms.example.com';
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('/', '\\', '.', ':', '@', 'a', '\t', '\n', '?', '#', '%'),
        }),
        (text) => {
          assert.equal(new URL(localPath(text, '/'), origin).origin, origin);
        },
      ),
      { numRuns: 5000 },
    );
  });
});

describe('paths', () => {
  it('leave out what is not given and escape what is', () => {
    assert.equal(paths.signIn(), '/sign-in');
    assert.equal(paths.signIn('/send?a=b&c'), '/sign-in?next=%2Fsend%3Fa%3Db%26c');
    assert.equal(
      paths.messages({ state: 'sent', sender: undefined, before: null, number: '' }),
      '/messages?state=sent',
    );
  });
});

describe('cookies', () => {
  it('are secure, out of reach of scripts, and of this site only', () => {
    const endsAt = new Date();
    assert.deepEqual(sessionCookie(endsAt), {
      secure: true,
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      expires: endsAt,
    });
    assert.deepEqual(['yes', 'here', 'no', 'maybe', undefined].map(parseConsent), [
      'yes',
      'here',
      'no',
      null,
      null,
    ]);
  });
});

describe('the content security policy', () => {
  it('allows no inline script without the nonce, no eval, no other site, no frame', () => {
    const policy = contentSecurityPolicy('abc', { isHttps: true, forDevelopment: false });
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.match(policy, /script-src 'self' 'nonce-abc' 'strict-dynamic';/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.match(policy, /upgrade-insecure-requests$/);
    assert.match(policy, /form-action 'self';/);
  });

  it('lets forms lead to where cards are typed in, where there is one, and nowhere else', () => {
    const payAt = 'https://checkout.stripe.com';
    const policy = contentSecurityPolicy('abc', { isHttps: true, forDevelopment: false, payAt });
    assert.match(policy, /form-action 'self' https:\/\/checkout\.stripe\.com;/);
    assert.equal(policy.match(/https:/g)?.length, 1);
  });

  it('is strict about transport only where there is TLS', () => {
    assert.ok(securityHeaders({ isHttps: true, isSecret: false })['Strict-Transport-Security']);
    assert.equal(
      securityHeaders({ isHttps: false, isSecret: false })['Strict-Transport-Security'],
      undefined,
    );
    assert.doesNotMatch(
      contentSecurityPolicy('abc', { isHttps: false, forDevelopment: false }),
      /upgrade/,
    );
  });
});

describe('https', () => {
  const origin = 'https://sms.example.com';
  const page = { scheme: 'http', method: 'GET', path: '/send?draft=1', isRsc: false };

  it('is remembered by browsers for at least a year, for every name below this one', () => {
    const value = securityHeaders({ isHttps: true, isSecret: false })['Strict-Transport-Security'];
    const [, seconds] = value?.match(/^max-age=(\d+); includeSubDomains$/) ?? [];
    assert.ok(Number(seconds) >= 365 * 24 * 3600);
  });

  it('is where a page leads that was asked for in clear text: the same path, and never another site', () => {
    const redirect = { status: 308, location: `${origin}/send?draft=1` };
    assert.deepEqual(answerToPlainHttp(page, origin), redirect);
    assert.deepEqual(answerToPlainHttp({ ...page, method: 'HEAD' }, origin), redirect);
    for (const path of ['//evil.test', '/\\evil.test', '/..//evil.test', '/@evil.test']) {
      const answer = answerToPlainHttp({ ...page, path }, origin);
      assert.ok(answer?.status === 308 && new URL(answer.location).origin === origin, path);
    }
  });

  it('is the only way in for everything else: what came in clear text does nothing', () => {
    const others = [
      ...['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => ({ ...page, method })),
      { ...page, path: paths.stripe() },
      { ...page, path: paths.health() },
      { ...page, path: '/_next/static/chunk.js' },
      { ...page, isRsc: true },
    ];
    for (const asked of others) {
      assert.equal(answerToPlainHttp(asked, origin)?.status, 403, JSON.stringify(asked));
    }
  });

  it('is not asked of what came over https, of what no proxy of ours has seen, and in development', () => {
    for (const scheme of ['https', '']) {
      assert.equal(answerToPlainHttp({ ...page, scheme, method: 'POST' }, origin), null);
    }
    assert.equal(answerToPlainHttp(page, 'http://localhost:3000'), null);
  });

  it('is what our own proxy says last, and nobody else', () => {
    assert.equal(visitorScheme('http', false), '');
    assert.equal(visitorScheme(undefined, true), '');
    assert.equal(visitorScheme('HTTP', true), 'http');
    assert.equal(visitorScheme('https, http', true), 'http');
    assert.equal(visitorScheme(['http', 'https'], true), 'https');
  });
});

describe('a page whose address is a secret', () => {
  it('sends its address nowhere and is in no index, and no other page is such a page', () => {
    assert.equal(isSecretPath(paths.stop('abc')), true);
    assert.equal(isSecretPath(paths.pressStop('abc')), true);
    for (const path of ['/', '/stop', '/send', '/stopping', paths.signIn(paths.stop('abc'))]) {
      assert.equal(isSecretPath(path), false, path);
    }
    const secret = securityHeaders({ isHttps: true, isSecret: true });
    assert.equal(secret['Referrer-Policy'], 'no-referrer');
    assert.match(secret['X-Robots-Tag'] ?? '', /noindex/);
    const other = securityHeaders({ isHttps: true, isSecret: false });
    assert.equal(other['Referrer-Policy'], 'same-origin');
    assert.equal(other['X-Robots-Tag'], undefined);
  });
});

describe('the visitor’s address', () => {
  it('is the connection’s, whatever the client writes, unless a proxy of ours is trusted', () => {
    assert.equal(visitorAddress('6.6.6.6', '192.0.2.1', false), '192.0.2.1');
    assert.equal(visitorAddress('6.6.6.6, 192.0.2.7', '127.0.0.1', true), '192.0.2.7');
    assert.equal(visitorAddress(['6.6.6.6', '192.0.2.8'], '127.0.0.1', true), '192.0.2.8');
    assert.equal(visitorAddress(undefined, '127.0.0.1', true), '127.0.0.1');
    assert.equal(visitorAddress(undefined, undefined, false), 'unknown');
  });
});

describe('the fields of a form', () => {
  it('are texts, lists where a name repeats, and files', () => {
    const form = new FormData();
    for (const [name, value] of [
      ['a', '1'],
      ['b', '2'],
      ['b', '3'],
      ['password', 'p'],
      ['$ACTION_ID_x', ''],
    ])
      form.append(name!, value!);
    form.append('file', new File(['x'], 'x.csv'));
    const { file, ...rest } = formFields(form);
    assert.deepEqual(rest, { a: '1', b: ['2', '3'], password: 'p' });
    assert.ok(file instanceof File);
    assert.deepEqual(typedIn(form), { a: '1', b: '2' });
  });

  it('have one sentence each, and the form has one for what concerns no field', () => {
    const fields = z.object({ a: z.string().min(3, 'Longer.').regex(/x/, 'With x.') });
    const first = fields.safeParse({ a: '1' });
    assert.deepEqual(problemsOf(first.error!), {
      problems: [{ field: 'a', sentence: 'Longer.' }],
      sentence: null,
    });
    const schema = fields.refine(() => false, 'Not together.');
    const second = schema.safeParse({ a: 'xxx' });
    assert.deepEqual(problemsOf(second.error!), { problems: [], sentence: 'Not together.' });
  });
});
