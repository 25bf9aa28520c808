import { ordinary } from './behaviour.ts';
import { type Html, html } from './html.ts';
import { misbehaviours } from './misbehaviours.ts';
import { eventHelp, weatherHelp } from './weather-help.ts';

const numberWith = (ending: string) => `+30 691 234 ${ending}`;
const bodyOf = (key: string, value: unknown) => JSON.stringify({ [key]: value });

const item = (term: string, name: string, sentence: string, example: string): Html => html`
<div><dt><code>${term}</code> ${name}</dt><dd>${sentence}<br><code class="example">${example}</code></dd></div>`;

const endings = misbehaviours.map(({ ending, name, sentence }) =>
  item(ending, name, sentence, numberWith(ending)),
);
const weathers = Object.entries(weatherHelp).map(([key, { sentence, example }]) =>
  item(key, '', sentence, bodyOf(key, example)),
);
const events = Object.entries(eventHelp).map(([event, sentence]) =>
  item(event, '', sentence, bodyOf('event', event)),
);

/** Every ending and every weather, each with a sentence and an example. */
export const help = html`
<details class="help" id="endings"><summary>Numbers that misbehave</summary>
<p>The last four digits of a number decide what the network does with a text to it.</p>
<dl>${endings}${item('others', ordinary.name, ordinary.sentence, numberWith('5678'))}</dl></details>
<details class="help" id="weather"><summary>Weather of the whole network</summary>
<p>Send one of these to this page’s <code>/control</code>; <code>GET /control</code> says how it is now.
For example: <code>curl -d '{"refuseBind":14}' http://127.0.0.1:3002/control</code></p>
<dl>${weathers}</dl>
<h2>Events, once</h2>
<dl>${events}</dl></details>`;
