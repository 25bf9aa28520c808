import { createHash, X509Certificate } from 'node:crypto';
import { createServer, type RequestListener, request } from 'node:http';
import { createServer as createTlsServer, request as requestTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import { type Certificate, makeAuthority } from '#dev/certificates.ts';
import { chromiumArgs } from '#dev/chromium.ts';
import { freePort } from '#dev/free-port.ts';
import { paths } from '#lib/web/paths.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { startSecondWeb } from './second-web.ts';

// A web process as it stands in production: behind a proxy that speaks TLS, and says how it was reached.
const host = 'sms.example.test';
const authority = makeAuthority();
const right = authority.issue(host);

/** Passes everything on to the web process at `port`. */
const passOn =
  (port: number, scheme: 'http' | 'https'): RequestListener =>
  (asked, answer) => {
    const headers = { ...asked.headers, 'x-forwarded-proto': scheme, 'x-forwarded-for': '::1' };
    const { method = 'GET', url = '/' } = asked;
    const on = request({ host: 'localhost', port, method, path: url, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 500, got.headers);
      got.pipe(answer);
    });
    asked.pipe(on);
  };

type Answer = { status: number; location: string | undefined; hsts: string | undefined };

/** One request to the proxy, with TLS verified against `authority` where `scheme` says so. */
function ask(scheme: 'http' | 'https', port: number, path: string, method = 'GET') {
  const send = scheme === 'https' ? requestTls : request;
  const where = { host: '127.0.0.1', port, servername: host, ca: authority.cert };
  return new Promise<Answer>((resolve, reject) => {
    const asked = send({ ...where, method, path, headers: { host } }, (answer) => {
      answer.resume();
      const { location, 'strict-transport-security': hsts } = answer.headers;
      resolve({ status: answer.statusCode ?? 0, location, hsts });
    });
    asked.on('error', reject).end();
  });
}

const fingerprintOf = ({ cert }: Certificate) => {
  const key = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
};

let web: Awaited<ReturnType<typeof startSecondWeb>>;
let httpsPort = 0;
test.beforeAll(async () => {
  httpsPort = await freePort();
  const APP_ORIGIN = `https://${host}:${httpsPort}`;
  web = await startSecondWeb({ APP_ORIGIN, TRUST_PROXY: 'true' });
});
test.afterAll(async () => web.stop());

test(
  'what travels, travels encrypted: https only, and never with a wrong certificate',
  atOneWidth,
  async () => {
    const origin = `https://${host}:${httpsPort}`;
    const clear = createServer(passOn(web.port, 'http')).listen(0, '127.0.0.1');
    const secure = createTlsServer(right, passOn(web.port, 'https')).listen(httpsPort, '127.0.0.1');
    await new Promise((resolve) => secure.once('listening', resolve));
    const { port: httpPort } = clear.address() as AddressInfo;

    await test.step('every answer over https says that there is no other way', async () => {
      for (const path of [paths.home(), paths.health(), paths.pricesFile(), '/nonsense']) {
        const { hsts } = await ask('https', httpsPort, path);
        expect(hsts, path).toMatch(/^max-age=\d{8}; includeSubDomains$/);
      }
    });

    await test.step('in clear text a page leads to https, and nothing else is done', async () => {
      const page = await ask('http', httpPort, paths.signIn('/send'));
      expect([page.status, page.location]).toEqual([308, origin + paths.signIn('/send')]);
      expect(page.hsts, 'HSTS counts over https only').toBeUndefined();
      for (const [method, path] of [
        ['POST', paths.signIn()],
        ['POST', paths.stripe()],
        ['GET', paths.health()],
        ['GET', '/_next/static/nonsense.js'],
      ] as const) {
        const refused = await ask('http', httpPort, path, method);
        expect([refused.status, refused.location], `${method} ${path}`).toEqual([403, undefined]);
      }
      // A load balancer asks the process itself, and no proxy has written anything.
      expect((await fetch(`${web.origin}${paths.health()}`)).status).toBe(200);
    });

    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '',
      args: [
        ...chromiumArgs,
        `--host-resolver-rules=MAP ${host} 127.0.0.1`,
        `--ignore-certificate-errors-spki-list=${fingerprintOf(right)}`,
      ],
    });
    const page = await browser.newPage();

    await test.step('a browser that was here once never asks in clear text again', async () => {
      await page.goto(origin);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.goto(`http://${host}:${httpsPort}${paths.terms()}`);
      expect(page.url()).toBe(origin + paths.terms());
    });

    await test.step('and stops at a certificate of an authority that it does not know', async () => {
      secure.setSecureContext(makeAuthority().issue(host));
      secure.closeAllConnections();
      const refused = await page.goto(origin + paths.prices()).catch(String);
      expect(refused).toMatch(/net::ERR_CERT_AUTHORITY_INVALID/);
    });

    await browser.close();
    for (const server of [clear, secure]) {
      server.closeAllConnections();
      server.close();
    }
  },
);
