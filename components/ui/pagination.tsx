import { LinkButton } from './button.tsx';

type PaginationProps = {
  /** Name of what is paged, such as "Messages". */
  label: string;
  nextHref: string | null;
  nextWords?: string;
  /** Back to the newest; null on the first page. */
  firstHref: string | null;
  firstWords?: string;
};

/** Paging by the last key seen, which stays fast at any size: onwards, or back to the start. */
export function Pagination({
  label,
  nextHref,
  nextWords = 'Older',
  firstHref,
  firstWords = 'Back to the newest',
}: PaginationProps) {
  if (!nextHref && !firstHref) return null;
  return (
    <nav aria-label={`Pages: ${label}`} className="flex flex-wrap justify-between gap-3">
      {firstHref ? <LinkButton href={firstHref}>{firstWords}</LinkButton> : <span />}
      {nextHref ? <LinkButton href={nextHref}>{nextWords}</LinkButton> : null}
    </nav>
  );
}
