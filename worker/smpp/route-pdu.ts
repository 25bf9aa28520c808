import { type Head, readHead } from './codec.ts';
import { command } from './commands.ts';

type Route = (head: Head, frame: Buffer) => void;

/** What can arrive at a client. */
export type Routes = {
  onSubmitAnswer: Route;
  /** The answer to a bind, an enquire_link, an unbind, or to something that we never ask. */
  onControlAnswer: Route;
  onGenericNack: Route;
  onDelivery: Route;
  onEnquireLink: Route;
  onUnbind: Route;
  /** A request that we do not serve, or that nobody knows. */
  onUnknownRequest: Route;
};

const known = new Map<number, keyof Routes>([
  [command.submitSmResp, 'onSubmitAnswer'],
  [command.deliverSm, 'onDelivery'],
  [command.dataSm, 'onDelivery'],
  [command.enquireLink, 'onEnquireLink'],
  [command.unbind, 'onUnbind'],
  [command.genericNack, 'onGenericNack'],
]);

const responseBit = 0x80000000;

/** Sends each PDU to where it belongs by its command_id. */
export function routePdu(frame: Buffer, routes: Routes): void {
  const head = readHead(frame);
  // The two requests that have no answer (SMPP 3.4 §4.1.7, §4.12.1).
  if (head.commandId === command.outbind || head.commandId === command.alertNotification) return;
  const isAnswer = head.commandId >= responseBit;
  const route = known.get(head.commandId) ?? (isAnswer ? 'onControlAnswer' : 'onUnknownRequest');
  routes[route](head, frame);
}

/** The command_id that answers a request. */
export function responseIdOf(commandId: number): number {
  return (commandId | responseBit) >>> 0;
}
