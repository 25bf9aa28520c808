import type { Db } from '#db/client.ts';
import { priceLists, prices } from '#db/schema/prices.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { SenderId } from '#lib/ids.ts';
import { testPrice } from '#lib/messages/testing.ts';
import { micros } from '#lib/money/micros.ts';
import { declareBrand } from '#lib/senders/declare-brand.ts';
import { type QuoteResult, type QuoteSend, quoteSend } from './quote-send.ts';

/** Prices for Greece and Bulgaria, and none for anywhere else. */
export async function loadTestPrices(db: Db): Promise<void> {
  const [list] = await db
    .insert(priceLists)
    .values({ source: 'test', currency: 'EUR', effectiveFrom: new Date(0) })
    .returning();
  const priceListId = list!.id;
  await db.insert(prices).values([
    { priceListId, prefix: '30', country: 'GR', destination: 'Greece', segmentMicros: testPrice },
    {
      ...{ priceListId, prefix: '359', country: 'BG', destination: 'Bulgaria' },
      segmentMicros: micros(80_000),
    },
  ]);
}

/** A brand that the account may send from. */
export async function testBrand(ctx: CustomerContext, brand = 'Bakery'): Promise<SenderId> {
  const declared = await declareBrand(ctx, { brand, declared: true });
  if (!declared.ok) throw new Error(declared.sentence);
  return declared.senderId;
}

/** What a customer in Athens would get for this; everything is right unless said otherwise. */
export async function testQuote(
  ctx: CustomerContext,
  changed: Partial<QuoteSend> = {},
): Promise<QuoteResult> {
  const input: QuoteSend = {
    draftId: null,
    senderId: changed.senderId ?? (await testBrand(ctx)),
    recipients: '6912345678, 6912345679',
    text: 'Your table is ready.',
    sendAt: '',
    agreed: true,
    masked: false,
    ...changed,
  };
  return quoteSend({ ...ctx, homeCountry: 'GR', timeZone: 'Europe/Athens' }, input);
}

/** The same, where it must be quoted. */
export async function mustQuote(ctx: CustomerContext, changed: Partial<QuoteSend> = {}) {
  const result = await testQuote(ctx, changed);
  if (!result.ok) throw new Error(result.problems.map(({ sentence }) => sentence).join(' '));
  return result;
}
