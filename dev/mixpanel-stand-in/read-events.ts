import { z } from 'zod';
import type { Received } from './start-stand-in.ts';

const events = z.array(
  z.object({ event: z.string(), properties: z.record(z.string(), z.unknown()) }),
);

/** The events in what came: `data=<base64 of JSON>` in the body, as the library posts them. */
export const readEvents = (received: Received[]): z.output<typeof events> =>
  received
    .filter(({ method, path }) => method === 'POST' && path.startsWith('/track'))
    .flatMap(({ body }) => events.parse(JSON.parse(opened(body))));

const opened = (body: string) =>
  Buffer.from(decodeURIComponent(body.replace(/^data=/, '')), 'base64').toString('utf8');
