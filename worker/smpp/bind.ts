import { commandStatus } from '#lib/messages/command-status.ts';
import { decodeBody } from './codec.ts';
import { type Bind, bindRespLayout, command, findTlv, tag } from './commands.ts';
import type { ControlAnswer } from './control-requests.ts';
import type { BindRefused } from './outcome.ts';
import type { SessionOptions } from './session-options.ts';

export const bindCommands = {
  transceiver: command.bindTransceiver,
  transmitter: command.bindTransmitter,
  receiver: command.bindReceiver,
} as const;

const interfaceVersion = 0x34;

/** The body of our bind (SMPP 3.4 §4.1). */
export function bindBody(options: SessionOptions): Bind {
  return {
    systemId: options.systemId,
    password: options.password,
    systemType: options.systemType ?? '',
    interfaceVersion,
    addrTon: options.addrTon ?? 0,
    addrNpi: options.addrNpi ?? 0,
    addressRange: options.addressRange ?? '',
    tlvs: [],
  };
}

export type Bound = { outcome: 'bound'; peerInterfaceVersion: number | null };

/** What the SMSC says to the bind. A body that cannot be read does not undo a status of 0. */
export function readBindAnswer({ head, frame }: ControlAnswer): Bound | BindRefused {
  if (head.commandStatus !== commandStatus.ok) {
    return { outcome: 'bindRefused', commandStatus: head.commandStatus };
  }
  if (head.commandId === command.genericNack) {
    return { outcome: 'bindRefused', commandStatus: commandStatus.unknownError };
  }
  const body = decodeBody(bindRespLayout, frame);
  const version = body && findTlv(body.tlvs, tag.scInterfaceVersion);
  return { outcome: 'bound', peerInterfaceVersion: version?.[0] ?? null };
}
