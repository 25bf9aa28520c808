import type { BillingDetails } from '#lib/billing/billing-details.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { OrderId } from '#lib/ids.ts';
import { billingKeyName } from '#lib/keyring/key-names.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import type { Order } from './place-order.ts';

/** What an order's buyer is sealed with besides its key. */
export const buyerIdentity = (id: OrderId): string => `orders.buyer:${id}`;

/** Who ordered, as it was then. Null once the account has been deleted, or its billing details removed. */
export async function openBuyer(keyring: Keyring, order: Order): Promise<BillingDetails | null> {
  if (order.buyerSealed.length === 0) return null;
  const key = await keyring.read(billingKeyName(order.accountId));
  return key && JSON.parse(openText(key, buyerIdentity(order.id), order.buyerSealed));
}
