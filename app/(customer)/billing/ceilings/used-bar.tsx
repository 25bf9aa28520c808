/** A share as a bar, drawn in SVG because the policy of the pages forbids inline styles. The words beside it say the same. */
export function UsedBar({ used, of }: { used: number; of: number }) {
  const share = of === 0 ? 1 : Math.min(1, used / of);
  const fill = share < 0.8 ? 'fill-good-fill' : share < 1 ? 'fill-unsure-fill' : 'fill-bad-fill';
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height="8"
      className="block overflow-hidden rounded-sm bg-sunken"
    >
      <rect width={`${share * 100}%`} height="8" className={fill} />
    </svg>
  );
}
