import type { Env } from '#lib/env.ts';
import { paths } from '#lib/web/paths.ts';
import { type Finding, findingsOf } from './finding.ts';

const answerWithinMs = 5_000;
const { right, wrong, hint } = findingsOf('Origin');

/**
 * Asks the origin as a browser does: over TLS with a verified certificate, and in clear text, which must lead to https.
 * Needs the reverse proxy and the web process to run.
 */
export async function examineOrigin({
  APP_ORIGIN,
  TRUST_PROXY,
}: Pick<Env, 'APP_ORIGIN' | 'TRUST_PROXY'>): Promise<Finding[]> {
  // Said among the settings already.
  if (!APP_ORIGIN.startsWith('https:')) return [];
  const found: Finding[] = [];
  if (!TRUST_PROXY) {
    found.push(
      wrong(
        'TRUST_PROXY is false: every visitor seems to be your proxy, and clear text is not turned away. Set it to true where the proxy writes X-Forwarded-For and X-Forwarded-Proto.',
      ),
    );
  }
  const secure = await ask(APP_ORIGIN + paths.health());
  if ('problem' in secure)
    return [...found, wrong(`${APP_ORIGIN} cannot be reached: ${secure.problem}.`)];
  found.push(
    secure.status === 200
      ? right(`${APP_ORIGIN} answers, with a certificate that is right.`)
      : wrong(
          `${APP_ORIGIN}${paths.health()} answers ${secure.status}: the log of the web process says why.`,
        ),
  );
  if (!secure.headers.has('strict-transport-security')) {
    found.push(wrong('Its answers have no Strict-Transport-Security: the proxy must pass it on.'));
  }
  return [...found, await examineClearText(APP_ORIGIN)];
}

async function examineClearText(origin: string): Promise<Finding> {
  const { hostname, port } = new URL(origin);
  if (port !== '') return hint('The origin names a port: clear text is not looked at.');
  const clear = await ask(`http://${hostname}${paths.home()}`);
  if ('problem' in clear) return right('In clear text nothing answers.');
  const leads = clear.headers.get('location')?.startsWith('https:') && clear.status < 400;
  if (leads || clear.status === 403)
    return right('In clear text nothing is shown but the way to https.');
  return wrong(
    `http://${hostname} answers ${clear.status} in clear text: let the proxy redirect it to https.`,
  );
}

async function ask(
  url: string,
): Promise<{ status: number; headers: Headers } | { problem: string }> {
  try {
    const { status, headers, body } = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(answerWithinMs),
    });
    await body?.cancel();
    return { status, headers };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

/** The code of what went wrong below, such as CERT_HAS_EXPIRED. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code ?? (error instanceof Error ? error.name : 'no reason');
}
