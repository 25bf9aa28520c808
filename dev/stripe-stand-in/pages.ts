import { type Html, html } from '#dev/simulator/html.ts';
import type { Books } from './books.ts';
import type { Charge, Dispute, Refund, Session } from './objects.ts';

const style = html`:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0 auto;max-width:46rem;padding:1rem}
h1{font-size:1.4rem}.note{border:1px solid;border-radius:8px;padding:.75rem}
button{font:inherit;min-height:44px;padding:.4rem 1rem;margin:.25rem .25rem .25rem 0}
article{border-top:1px solid;padding:.75rem 0}form{display:inline}`;

const page = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main><h1>${title}</h1>
<p class="note">This page stands in for Stripe on this computer. Nothing here is Stripe, no card is asked for, and no money moves.</p>
${body}</main></body></html>`.text;

const money = (amount: number, currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount / 100);

const press = (path: string, words: string) =>
  html`<form method="post" action="${path}"><button>${words}</button></form> `;

/** Where the card would be typed in. */
export function checkoutPage(session: Session, { isRefused }: { isRefused: boolean }): string {
  const at = `/pay/${session.id}`;
  const keeps = session.setup_future_usage === 'off_session';
  if (session.status !== 'open') {
    return page('This checkout is over', html`<p>It is ${session.status}.</p>`);
  }
  return page(
    `Pay ${money(session.amount_total, session.currency)}`,
    html`${isRefused && html`<p role="alert"><b>The card was refused.</b> Try another one.</p>`}
<p>${session.line}${keeps && html`. The card is kept for payments without you.`}</p>
<p>${press(`${at}/good`, 'Pay')}${press(`${at}/bad`, 'Pay with a card that fails')}${press(`${at}/leave`, 'Cancel')}</p>
${keeps && html`<p>${press(`${at}/refused`, 'Pay with a card that fails later')}${press(`${at}/asks`, 'Pay with a card that asks for its owner later')}</p>`}`,
  );
}

/** What was paid, and what can happen to it. */
export function overviewPage(books: Books): string {
  const charges = books.all('charge').toReversed();
  const [refunds, disputes] = [books.all('refund'), books.all('dispute')];
  return page(
    'Payments',
    html`${charges.length === 0 && html`<p>Nothing has been paid yet.</p>`}
${charges.map((charge) =>
  chargeArticle(
    charge,
    refunds.filter((one) => one.charge === charge.id),
    disputes.filter((one) => one.charge === charge.id),
  ),
)}`,
  );
}

function chargeArticle(charge: Charge, refunds: Refund[], disputes: Dispute[]): Html {
  const { amount, currency, amount_refunded: refunded, payment_intent: intent } = charge;
  const isOpen = ({ status }: Dispute) => status === 'needs_response';
  return html`<article><p><b>${money(amount, currency)}</b> · order ${charge.metadata.order ?? ''}</p>
${refunds.map((one) => html`<p>Refunded ${money(one.amount, currency)}</p>`)}
${disputes.map(
  (one) => html`<p>Dispute of ${money(one.amount, currency)}: ${one.status}
${isOpen(one) && html`${press(`/disputes/${one.id}/won`, 'Decide for the merchant')}${press(`/disputes/${one.id}/lost`, 'Decide for the payer')}`}</p>`,
)}
${refunded < amount && press(`/payments/${intent}/refund`, 'Refund the rest')}
${disputes.length === 0 && press(`/payments/${intent}/dispute`, 'Dispute it')}</article>`;
}
