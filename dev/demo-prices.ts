import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '#db/client.ts';
import { loadPriceList } from '#lib/prices/load-price-list.ts';
import { currentPriceList } from '#lib/prices/price-list.ts';

/** Loads the example price list, where there is none yet. */
export async function loadDemoPrices(db: Db): Promise<void> {
  if (await currentPriceList(db)) return;
  const loaded = await loadPriceList(db, {
    source: 'dev/demo-prices.csv: an example, not real prices',
    currency: 'EUR',
    effectiveFrom: new Date(),
    csv: readFileSync(join(import.meta.dirname, 'demo-prices.csv'), 'utf8'),
  });
  if (!loaded.ok) throw new Error('dev/demo-prices.csv could not be loaded.');
}
