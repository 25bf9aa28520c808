import type { Metadata } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import '@fontsource-variable/inter/wght.css';
import { CookieBanner } from '#components/cookie-banner.tsx';
import { SignOutButton } from '#components/sign-out-button.tsx';
import { SiteFooter } from '#components/site-footer.tsx';
import { SiteHeader } from '#components/site-header.tsx';
import { env } from '#lib/env.ts';
import { offeredBy } from '#lib/features/offered.ts';
import { CONSENT_COOKIE, parseConsent } from '#lib/web/cookies.ts';
import { isPlainForm } from '#lib/web/is-plain-form.ts';
import { saysNo } from '#lib/web/says-no.ts';
import { isSecretPath } from '#lib/web/secret-path.ts';
import { PATH_HEADER } from '#lib/web/security-headers.ts';
import { answerCookies } from './(public)/cookies/actions.ts';
import { signOut } from './(public)/sign-in/actions.ts';
import { readCompany } from './company.ts';
import { readViewer } from './viewer.ts';
import './theme.css';

export const metadata: Metadata = {
  title: { default: 'All SMS', template: '%s · All SMS' },
  description: 'Send SMS, see what each one costs before it leaves, and see it arrive.',
  robots: { index: true, follow: true },
  // A style sheet, since nothing else of ours stands in the empty page of an error: public/without-script.css says why.
  icons: { other: [{ rel: 'stylesheet', url: '/without-script.css' }] },
};

const bodyClass = 'flex min-h-dvh flex-col font-sans';
const mainClass = 'mx-auto flex w-full grow flex-col gap-6 px-4 py-6 outline-none sm:px-6 sm:py-10';

/** Decorates every page; no page relies on it for who may see it. Reading cookies makes all pages dynamic, as the CSP nonce needs. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const head = await headers();
  if (isSecretPath(head.get(PATH_HEADER) ?? '')) return <Bare>{children}</Bare>;
  const [jar, viewer, company] = await Promise.all([cookies(), readViewer(), readCompany()]);
  const offered = offeredBy(env);
  const hasAnswered = parseConsent(jar.get(CONSENT_COOKIE)?.value) !== null;
  // Staff are never counted.
  const isAsked = !hasAnswered && !saysNo(head) && viewer.kind !== 'staff' && !isPlainForm(head);
  return (
    <html lang="en">
      <body className={bodyClass}>
        <a
          href="#main"
          className="heard focus:not-sr-only focus:static focus:m-2 focus:inline-block focus:p-2"
        >
          Skip to the content
        </a>
        {isAsked && offered !== 'nothing' ? (
          <CookieBanner action={answerCookies} offered={offered} />
        ) : null}
        <SiteHeader viewer={viewer} signOut={<SignOutButton action={signOut} />} />
        <main id="main" tabIndex={-1} className={`${mainClass} max-w-6xl`}>
          {children}
        </main>
        <SiteFooter company={company} />
      </body>
    </html>
  );
}

/** A page whose address is a secret: no session is read, no cookie asked about, and no link leads away from it. */
function Bare({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body className={bodyClass}>
        <main className={`${mainClass} max-w-2xl`}>{children}</main>
      </body>
    </html>
  );
}
