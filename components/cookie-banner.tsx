import Link from 'next/link';
import type { Offered } from '#lib/features/offered.ts';
import type { Consent } from '#lib/web/cookies.ts';
import { paths } from '#lib/web/paths.ts';
import { CookieAnswers } from './cookie-answers.tsx';
import type { FormAction } from './ui/form-state.ts';

type CookieBannerProps = { action: FormAction<Consent>; offered: Exclude<Offered, 'nothing'> };

const lead: Record<CookieBannerProps['offered'], string> = {
  here: 'Signing in needs one cookie. With your yes we add up which features are used: no other cookie, and nothing about you.',
  mixpanel:
    'Signing in needs one cookie. With your yes we set two more, and tell Mixpanel which features you use: under a random number, and nothing about you.',
};

/** The cookie question: one layer, three answers of one look. Plain forms, so it works before JavaScript. */
export function CookieBanner({ action, offered }: CookieBannerProps) {
  return (
    <section aria-labelledby="cookie-question" className="border-b bg-sunken print:hidden">
      <div className="mx-auto flex max-w-6xl flex-col gap-3 px-4 py-4 sm:px-6 lg:grid lg:grid-cols-[1fr_28rem] lg:items-center">
        <div className="max-w-prose">
          <h2 id="cookie-question" className="font-semibold">
            May we count which features are used?
          </h2>
          <p className="text-sm">
            {lead[offered]} <Link href={paths.cookies()}>What each cookie is for</Link>
          </p>
        </div>
        <CookieAnswers action={action} offered={offered} />
      </div>
    </section>
  );
}
