'use client';

import { useEffect, useRef } from 'react';
import type { ShownKit } from '#lib/web/shown-kit.ts';
import { kitText } from './kit-text.ts';
import { Button, buttonClass, LinkButton } from './ui/button.tsx';
import { CopyButton } from './ui/copy-button.tsx';
import { formatDay } from './ui/format-time.ts';
import { Notice } from './ui/notice.tsx';
import { useHydrated } from './ui/use-hydrated.ts';

type RecoveryKitProps = { kit: ShownKit; next: { href: string; words: string } };

/** The codes, shown once: to print, copy, save or write down. */
export function RecoveryKit({ kit, next }: RecoveryKitProps) {
  const { username, recoveryCodes, madeAt, timeZone, address } = kit;
  const heading = useRef<HTMLHeadingElement>(null);
  const hydrated = useHydrated();
  useEffect(() => heading.current?.focus(), []);
  const text = kitText(kit);
  return (
    <>
      <h1
        ref={heading}
        tabIndex={-1}
        className="text-2xl font-semibold tracking-tight outline-none sm:text-3xl"
      >
        Your recovery kit
      </h1>
      <Notice tone="unsure" title="Shown only now">
        <p>
          If you lose your password, one of these codes lets you set a new one; if you lose a second
          factor, one takes its place. Whoever has them gets in. We keep no readable copy, and we
          have no other way to let you in.
        </p>
      </Notice>
      <section
        aria-label="Recovery codes"
        className="flex flex-col gap-4 rounded-lg border bg-surface p-4 sm:p-6"
      >
        <p>
          All SMS, username: <strong>{username}</strong>
        </p>
        <ol className="grid list-inside list-decimal gap-x-8 gap-y-2 lg:grid-cols-2">
          {recoveryCodes.map((code) => (
            <li key={code} className="font-mono text-sm break-all sm:text-base">
              {code}
            </li>
          ))}
        </ol>
        <p className="text-sm text-muted">
          Each code works once, at <span className="break-all">{address}</span>. Made on{' '}
          {formatDay(madeAt, timeZone)}; a newer kit ends this one.
        </p>
        <div className="flex flex-wrap gap-3 print:hidden">
          {hydrated ? <Button onClick={() => window.print()}>Print</Button> : null}
          <a
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download="all-sms-recovery-kit.txt"
            className={buttonClass('secondary')}
          >
            Save as a file
          </a>
          <CopyButton text={text} />
        </div>
      </section>
      <div className="print:hidden">
        <LinkButton href={next.href} look="primary">
          {next.words}
        </LinkButton>
      </div>
    </>
  );
}
