import { readEvents } from './read-events.ts';
import type { Received } from './start-stand-in.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** What came, the newest first: for whoever wants to see what Mixpanel would. */
export function overviewPage(received: Received[]): string {
  const events = readEvents(received).toReversed().slice(0, 200);
  const deletions = received.filter(({ path }) => path.startsWith('/api/app/data-deletions/'));
  const lines = events.map(
    ({ event, properties }) =>
      `<tr><td>${escaped(event)}<td><code>${escaped(JSON.stringify(properties))}</code>`,
  );
  return `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
<title>Stands in for Mixpanel</title>
<style>body{font:16px/1.5 system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}td{padding:.25rem 1rem .25rem 0;vertical-align:top}code{overflow-wrap:anywhere}</style>
<h1>Stands in for Mixpanel</h1>
<p>${received.length} requests, ${deletions.length} of them to delete what is under an id. Nothing leaves this computer.</p>
<table>${lines.join('\n')}</table></html>`;
}
