import { readFileSync } from 'node:fs';
import type { Provider } from '#lib/providers/read-providers.ts';
import type { Line, Shared } from './line.ts';
import type { SubmitReply } from './smpp/outcome.ts';
import type { SessionOptions } from './smpp/session-options.ts';
import type { Ticket } from './smpp/submit-window.ts';
import { takeDelivery } from './take-delivery.ts';

/** How a session at a provider is opened, and where it brings what it hears. `lineNow` is the line that it serves. */
export function sessionOptions(
  shared: Shared,
  provider: Provider,
  lineNow: () => Line | null,
): Omit<SessionOptions, 'bindKind'> {
  const { host, port, tls, caFile, serverName, timeouts } = provider;
  const { systemId, password, systemType, window } = provider;
  const { lease } = shared;
  return {
    host,
    port,
    tls: tls
      ? {
          ...(caFile && { ca: readFileSync(caFile, 'utf8') }),
          ...(serverName && { servername: serverName }),
        }
      : null,
    systemId,
    password,
    systemType,
    window,
    timeouts,
    onDeliver: (inbound) => takeDelivery(shared, provider, inbound),
    onLateReply: (ticket, reply) => takeLate(shared, lineNow(), ticket, reply),
    mayLeave: () => !lease.isOver && !lineNow()?.isFenced,
  };
}

function takeLate(shared: Shared, line: Line | null, ticket: Ticket, reply: SubmitReply): void {
  if (!line || line.isFenced) return;
  const found = line.late.take(ticket, reply);
  if (!found) return;
  if ('answer' in found) shared.recorder.answer(found.answer, null);
  else shared.recorder.late(found.late);
}
