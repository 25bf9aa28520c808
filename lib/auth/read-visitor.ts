import { headers } from 'next/headers';
import { type VisitorContext, visitorContext } from '#lib/context.ts';
import { ground } from '#lib/web/ground.ts';
import { ADDRESS_HEADER } from '#lib/web/visitor-address.ts';

/** Whoever sends the request that is being answered, known by the network address only. */
export async function readVisitor(): Promise<VisitorContext> {
  const address = (await headers()).get(ADDRESS_HEADER) ?? 'unknown';
  return visitorContext(ground(), address);
}
