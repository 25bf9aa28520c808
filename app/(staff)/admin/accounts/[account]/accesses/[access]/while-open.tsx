'use client';

import { type ReactNode, useEffect, useState } from 'react';

/** Behind the end, so that the clock of the database is surely past it. */
const restMs = 1_000;

/** Looks that were on the screen of this tab. Who goes away and comes back does not find one again: that is another look. */
const shown = new Set<string>();

/** What is left, by two clocks: one stands still while a computer sleeps, the other can be set. */
function countDown(msLeft: number): () => number {
  const [steadyEnd, clockEnd] = [performance.now() + msLeft, Date.now() + msLeft];
  return () => Math.max(0, Math.min(steadyEnd - performance.now(), clockEnd - Date.now()));
}

type WhileOpenProps = {
  /** Another one for each look. */
  look: string;
  msLeft: number;
  children: ReactNode;
};

/**
 * Shows `children` once and for so long, with what is left of it. Then, and when somebody comes back to it by the browser's
 * history, the page is loaded anew: nothing of them is left in it, and what is shown again stands on the record again.
 */
export function WhileOpen({ look, msLeft, children }: WhileOpenProps) {
  const [isAgain] = useState(() => shown.has(look));
  /** Null: on the way out, or back again. */
  const [left, setLeft] = useState(isAgain ? null : msLeft);
  useEffect(() => {
    const load = () => window.location.reload();
    if (isAgain) return load();
    const msToEnd = countDown(msLeft);
    const tick = () => {
      const ms = msToEnd();
      setLeft(ms);
      if (ms > 0) return;
      clearInterval(timer);
      setTimeout(load, restMs);
    };
    const timer = setInterval(tick, 1_000);
    const leave = () => {
      clearInterval(timer);
      setLeft(null);
    };
    const comeBack = (event: PageTransitionEvent) => event.persisted && load();
    window.addEventListener('pagehide', leave);
    window.addEventListener('pageshow', comeBack);
    return () => {
      shown.add(look);
      clearInterval(timer);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('pageshow', comeBack);
    };
  }, [isAgain, look, msLeft]);
  if (left === null) return <p role="status">Loading it anew …</p>;
  if (left === 0) return <p role="status">The access has ended.</p>;
  return (
    <>
      <p role="timer" className="figures text-lg font-semibold">
        {`${minutesOf(left)} left`}
      </p>
      {children}
    </>
  );
}

function minutesOf(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
