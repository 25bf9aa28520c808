import { Api } from './api.ts';
import { Books } from './books.ts';
import { startHttp } from './http.ts';
import { Webhooks } from './webhooks.ts';

export type StandInOptions = {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Where notifications go: the product's /api/stripe. */
  webhookUrl: string;
  secretKey: string;
  webhookSecret: string;
};

export type StripeStandIn = {
  url: string;
  /** What happened, and ways to make it happen without the pages. */
  books: Books;
  webhooks: Webhooks;
  stop(): Promise<void>;
};

/**
 * Stands in for Stripe on this machine: the part of its API that the product speaks (with the real library), a checkout
 * page, and signed notifications that can come doubled, late, out of order, forged, or not at all. In memory.
 */
export async function startStripeStandIn(options: StandInOptions): Promise<StripeStandIn> {
  const webhooks = new Webhooks(options.webhookUrl, options.webhookSecret);
  const books = new Books((event) => webhooks.send(event));
  let port = 0;
  // Where the browser is, cookies and all, `localhost` is one site.
  const url = () => `http://localhost:${port}`;
  const api = new Api(books, url);
  const shown = { books, api, webhooks, secretKey: options.secretKey };
  const http = await startHttp(shown, options.port ?? 0);
  port = http.port;
  const stop = async () => {
    webhooks.stop();
    await http.stop();
  };
  return { url: url(), books, webhooks, stop };
}
