import type { CustomerContext } from '#lib/context.ts';
import type { SenderId } from '#lib/ids.ts';

export type Sender = {
  id: SenderId;
  kind: 'number' | 'brand';
  /** E.164, or the brand as recipients see it. */
  value: string;
  usable: boolean;
  provenAt: Date | null;
  lapsesAt: Date | null;
  declaredAt: Date | null;
  wording: string | null;
  createdAt: Date;
};

export async function listSenders(_ctx: CustomerContext): Promise<Sender[]> {
  throw new Error('being written');
}
