import { randomBytes } from 'node:crypto';
import type { NextApiRequest, NextApiResponse } from 'next';
import type { AuthOptions } from 'next-auth';
import { getServerSession } from 'next-auth/next';
import type { Ground } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { type OpenSession, readSession } from '#lib/sessions/read-session.ts';
import { SESSION_COOKIE } from '#lib/web/cookies.ts';

// next-auth wants one. It would sign tokens of its own, which we have none of: sessions outlive every change of keys.
const secret = randomBytes(32).toString('base64');

/**
 * Who is signed in with this cookie, asked through next-auth with our sessions in the place of its tokens. It gets the
 * one cookie and no way to answer with others: it would set three of its own. Throws when the database cannot be
 * asked; next-auth alone would call that "signed out".
 */
export async function sessionOfToken(ground: Ground, token: string): Promise<OpenSession | null> {
  const failure: { error?: unknown } = {};
  const decode = async () => {
    try {
      const session = await readSession(ground, token);
      return session && { session };
    } catch (error) {
      failure.error = error;
      return null;
    }
  };
  const request = { headers: {}, cookies: { [SESSION_COOKIE]: token } } as unknown;
  const response = { getHeader() {}, setHeader() {} } as unknown;
  const answer: { session?: OpenSession } | null = await getServerSession(
    request as NextApiRequest,
    response as NextApiResponse,
    optionsWith(decode, token),
  );
  if ('error' in failure) throw failure.error;
  return answer?.session ?? null;
}

function optionsWith(
  decode: () => Promise<{ session: OpenSession } | null>,
  token: string,
): AuthOptions {
  return {
    providers: [],
    secret,
    session: { strategy: 'jwt', maxAge: env.SESSION_MAX_HOURS * 3600 },
    cookies: { sessionToken: { name: SESSION_COOKIE, options: {} } },
    jwt: { decode, encode: async () => token },
    callbacks: { session: ({ token: { session } }) => ({ session, expires: '' }) },
    // What it would say is about settings of its own that nobody needs here, and about tokens that are not ours.
    logger: { error() {}, warn() {}, debug() {} },
  };
}
