import { readFileSync } from 'node:fs';
import { help } from './help.ts';
import { Html, html } from './html.ts';
import { behaviourOf } from './misbehaviours.ts';
import type { ArrivedMessage, Phone, Phones, WrittenText } from './phones.ts';
import type { Smsc } from './smsc.ts';

type View = { to: string; phones: Phones; health: ReturnType<Smsc['health']> };

const MOST_PHONES = 40;
const MOST_PER_PHONE = 4;
const MOST_OF_ONE_PHONE = 200;

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const style = new Html(file('phone-page.css'));
const script = new Html(file('phone-page.client.js'));

/** The whole page: what arrived on the phones whose number contains the digits `to`. */
export function phonePage(view: View): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${view.to === '' ? 'Phones' : `${view.to} · Phones`}</title>
<link rel="icon" href="data:,">
<noscript><meta http-equiv="refresh" content="3"></noscript>
<style>${style}</style>
</head>
<body>
<header>
<h1><a href="/">Phones</a></h1>
<p>What the simulated network delivered. Nothing here left this machine.</p>
<form role="search" action="/">
<label for="to">Number</label>
<input id="to" name="to" type="search" inputmode="tel" autocomplete="off" value="${view.to}" placeholder="+30 691 …">
<button>Show</button>
</form>
</header>
<main>
<div id="phones" data-to="${view.to}">${new Html(phoneList(view))}</div>
${writeForm('', '')}
${help}
</main>
<script>${script}</script>
</body>
</html>`.text;
}

/** The part of the page that is fetched again and again. */
export function phoneList({ to, phones, health }: View): string {
  const found = phones.phones(to);
  const shown = found.slice(0, MOST_PHONES);
  const most = found.length === 1 ? MOST_OF_ONE_PHONE : MOST_PER_PHONE;
  return html`${statusLine(found, health.bound, to !== '')}
<div class="columns">
${found.length > 1 && numberList(shown)}
<div>
${shown.map((phone) => phoneSection(phone, most))}
${found.length === 0 && emptyNote(to)}
${found.length > shown.length && html`<p class="note">${found.length - shown.length} more numbers. Type some digits of one above to see it.</p>`}
</div>
</div>`.text;
}

function statusLine(found: readonly Phone[], bound: number, isFiltered: boolean): Html {
  const texts = found.reduce((sum, phone) => sum + phone.messages.length, 0);
  const link =
    bound > 0
      ? html`<span class="state good"><span aria-hidden="true">●</span> Worker connected</span>`
      : html`<span class="state bad"><span aria-hidden="true">○</span> No worker connected</span>`;
  return html`<p class="status">${link}<span>${plural(texts, 'text')} on ${plural(found.length, 'number')}</span>${isFiltered && html`<a href="/">Show all numbers</a>`}</p>`;
}

function numberList(phones: readonly Phone[]): Html {
  const item = ({ number, messages, written }: Phone) => html`
<li><a href="${linkTo(number)}"><b>${number}</b> <span class="count">${messages.length}</span>
<span class="excerpt">${messages[0]?.text ?? written[0]?.text ?? ''}</span></a></li>`;
  return html`<nav aria-label="Numbers"><ul>${phones.map(item)}</ul></nav>`;
}

function phoneSection({ number, messages, written }: Phone, most: number): Html {
  const { name, ending } = behaviourOf(number);
  const older = messages.length - most;
  return html`
<section aria-labelledby="n${number}">
<h2 id="n${number}"><a href="${linkTo(number)}">${number}</a>${ending !== '' && html` <span class="tag">${name}</span>`}</h2>
${cards(messages.slice(0, most), written.slice(0, most))}
${older > 0 && html`<p class="older"><a href="${linkTo(number)}">Show ${older} older</a></p>`}
${writeForm(number, messages[0]?.from ?? written[0]?.to ?? '')}
</section>`;
}

function cards(messages: ArrivedMessage[], written: readonly WrittenText[]): Html[] {
  const all = [
    ...messages.map((message) => ({ at: message.at, card: messageCard(message) })),
    ...written.map((text) => ({ at: text.at, card: writtenCard(text) })),
  ];
  return all.sort((a, b) => b.at.localeCompare(a.at)).map(({ card }) => card);
}

const writtenCard = ({ id, to, text, at }: WrittenText) => html`
<article id="o${id}" class="written">
<p class="from"><span>To <b>${to}</b></span> ${clock(at)}</p>
<p class="text" dir="auto">${text}</p>
</article>`;

/** Writes from this phone; from any phone where no number is given. */
const writeForm = (number: string, to: string) => html`
<details class="write" id="w${number.replace(/\D/g, '')}"><summary>${number === '' ? 'Write from a phone' : 'Write from this phone'}</summary>
<form method="post" action="/from-phone">
${number === '' ? html`<label>From <input name="from" inputmode="tel" required autocomplete="off" placeholder="+30 691 …"></label>` : html`<input type="hidden" name="from" value="${number}">`}
<label>To <input name="to" required maxlength="20" autocomplete="off" value="${to}"></label>
<label class="wide">Text <input name="text" required maxlength="1000" autocomplete="off" placeholder="STOP"></label>
<button>Send</button>
</form></details>`;

function messageCard(message: ArrivedMessage): Html {
  const missing = message.partCount - message.parts.length;
  return html`
<article id="m${message.id}">
<p class="from"><span>From <b>${message.from}</b></span> ${clock(message.at)}</p>
${message.code !== null && html`<p class="code"><span class="label">Code</span> <output data-code>${message.code}</output></p>`}
<p class="text" dir="auto">${message.text}</p>
<details id="d${message.id}"><summary>${plural(message.partCount, 'part')} · ${message.encoding}
${missing > 0 && html`<span class="state bad">&nbsp;· ${plural(missing, 'part')} missing</span>`}</summary>
<ul class="parts">${message.parts.map(partLine)}</ul></details>
</article>`;
}

const partLine = (part: ArrivedMessage['parts'][number]) => html`
<li>Part ${part.part}: ${part.octets} octets, ${clock(part.at)}, id ${part.smscId ?? 'none'}</li>`;

const emptyNote = (to: string) =>
  to === ''
    ? html`<div class="empty"><h2>Nothing has arrived yet</h2>
<p>Send a text from All SMS to any mobile number. It appears here by itself.</p></div>`
    : html`<div class="empty"><h2>Nothing on ${to}</h2>
<p>No text has arrived on a number with these digits.</p></div>`;

const linkTo = (number: string) => `/?to=${encodeURIComponent(number)}`;
const plural = (count: number, noun: string) =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** In UTC; the script of the page writes it in the reader's own zone. */
const clock = (at: string) => html`<time datetime="${at}">${at.slice(11, 19)} UTC</time>`;
