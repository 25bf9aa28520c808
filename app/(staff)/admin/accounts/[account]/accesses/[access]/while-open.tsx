'use client';

import { type ReactNode, useEffect, useState } from 'react';

/** Behind the end, so that the clock of the database is surely past it. */
const restMs = 1_000;

/** When each look ends, by this browser's clock: who goes away and comes back finds the same page, not more time. */
const ends = new Map<string, number>();

function endOf(look: string, msLeft: number): number {
  const endMs = ends.get(look) ?? performance.now() + msLeft;
  ends.set(look, endMs);
  return endMs;
}

type WhileOpenProps = {
  /** Another one for each look. */
  look: string;
  msLeft: number;
  children: ReactNode;
};

/** Shows `children` for so long, with what is left of it. Then the page is loaded anew, so that nothing of them is left in it. */
export function WhileOpen({ look, msLeft, children }: WhileOpenProps) {
  const [left, setLeft] = useState(msLeft);
  useEffect(() => {
    const endMs = endOf(look, msLeft);
    const tick = () => setLeft(Math.max(0, endMs - performance.now()));
    tick();
    const timer = setInterval(tick, 1_000);
    const end = setTimeout(() => window.location.reload(), endMs - performance.now() + restMs);
    return () => {
      clearInterval(timer);
      clearTimeout(end);
    };
  }, [look, msLeft]);
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
