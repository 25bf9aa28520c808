import { currentPriceList } from '#lib/prices/price-list.ts';
import { writePriceCsv } from '#lib/prices/write-price-csv.ts';
import { ground } from '#lib/web/ground.ts';

/** The price list in effect as a file, for everybody. */
export async function GET(): Promise<Response> {
  const list = await currentPriceList(ground().db);
  if (!list) return new Response('There are no prices at the moment.', { status: 404 });
  const day = list.effectiveFrom.toISOString().slice(0, 10);
  return new Response(writePriceCsv(list), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="all-sms-prices-${day}-${list.currency}.csv"`,
      'Cache-Control': 'no-cache',
    },
  });
}
