import { once } from 'node:events';
import smpp from 'smpp';

/**
 * How fast the `smpp` package's own client submits what the worker submits (sender, validity, reference, a receipt asked
 * for), and encodes it in its own way: `messages` short texts, at most `window` of them unanswered.
 * Returns submits per second.
 */
export async function measureClient(
  port: number,
  { messages, window }: { messages: number; window: number },
): Promise<number> {
  const session = smpp.connect({ host: '127.0.0.1', port });
  await once(session, 'connect');
  await new Promise<void>((resolve) => {
    session.bind_transceiver({ system_id: 'bench', password: 'bench' }, () => resolve());
  });
  const startMs = performance.now();
  let sent = 0;
  let answered = 0;
  await new Promise<void>((resolve) => {
    const sendOne = () => {
      const number = 306_900_000_000 + sent++;
      session.submit_sm(
        {
          source_addr_ton: 5,
          source_addr: 'AllSMS',
          dest_addr_ton: 1,
          dest_addr_npi: 1,
          destination_addr: String(number),
          validity_period: '000002000000000R',
          registered_delivery: 1,
          user_message_reference: sent & 0xffff,
          short_message: 'Your table is ready.',
        },
        () => {
          answered++;
          if (answered === messages) resolve();
          else if (sent < messages) sendOne();
        },
      );
    };
    for (let i = 0; i < window; i++) sendOne();
  });
  const seconds = (performance.now() - startMs) / 1000;
  session.destroy();
  return messages / seconds;
}
