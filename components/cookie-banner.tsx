import Link from 'next/link';
import { paths } from '#lib/web/paths.ts';
import { CookieAnswers } from './cookie-answers.tsx';
import type { FormAction } from './ui/form-state.ts';

/**
 * The cookie question: one layer, two answers of one look. A plain form, so it works before JavaScript.
 */
export function CookieBanner({ action }: { action: FormAction<'yes' | 'no'> }) {
  return (
    <section aria-labelledby="cookie-question" className="border-b bg-sunken print:hidden">
      <div className="mx-auto flex max-w-6xl flex-col gap-3 px-4 py-4 sm:px-6 lg:grid lg:grid-cols-[1fr_20rem] lg:items-center">
        <div className="max-w-prose">
          <h2 id="cookie-question" className="font-semibold">
            May we count which features are used?
          </h2>
          <p className="text-sm">
            Signing in needs one cookie. With your yes we may set two more, to learn which features
            help. <Link href={paths.cookies()}>What each cookie is for</Link>
          </p>
        </div>
        <CookieAnswers action={action} />
      </div>
    </section>
  );
}
