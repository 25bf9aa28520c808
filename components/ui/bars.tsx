export type Bar = { key: string; value: number; words: string };

type BarsProps = {
  /** Of this chart on its page. */
  id: string;
  /** What is drawn, and what it says: for those who hear it. */
  title: string;
  summary: string;
  bars: Bar[];
  /** Beside the words of a row, instead of across the page. */
  small?: boolean;
};

const STEP = 10;
const HEIGHT = 100;
/** So that a day of little is not taken for a day of nothing. */
const LEAST = 1.5;

/** Values in a row as bars, the highest over the whole height. Drawn on the server; the same belongs on the page in words. */
export function Bars({ id, title, summary, bars, small = false }: BarsProps) {
  const top = Math.max(...bars.map(({ value }) => value));
  const least = small ? LEAST * 4 : LEAST;
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title ${id}-summary`}
      viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={`border-b border-line-strong ${small ? 'h-8 w-40' : 'h-40 w-full'}`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-summary`}>{summary}</desc>
      {bars.map(({ key, value, words }, at) => {
        if (value === 0) return null;
        const height = Math.max(least, (value / top) * HEIGHT);
        return (
          <rect
            key={key}
            x={at * STEP + 1}
            y={HEIGHT - height}
            width={STEP - 2}
            height={height}
            className="fill-accent"
          >
            <title>{words}</title>
          </rect>
        );
      })}
    </svg>
  );
}
