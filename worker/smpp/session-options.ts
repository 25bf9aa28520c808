import type { ProviderTimeouts } from '#db/schema/providers.ts';
import type { SubmitReply } from './outcome.ts';
import type { Inbound } from './parse-inbound.ts';
import type { Ticket } from './submit-window.ts';

export type BindKind = 'transceiver' | 'transmitter' | 'receiver';

/** On monotonic time. */
export type SessionTimeouts = ProviderTimeouts;

/** The defaults of rules S6 and S7. */
export const defaultTimeouts: SessionTimeouts = {
  connectMs: 10_000,
  bindMs: 5_000,
  submitMs: 30_000,
  enquireLinkMs: 10_000,
  unbindMs: 5_000,
  silenceMs: 30_000,
};

/** A verified connection: there is no way to switch the verification off. */
export type TlsOptions = {
  /** The name in the certificate where it is not `host`; also sent as SNI. */
  servername?: string;
  /** The provider's private authority, in PEM; the public ones are then not trusted. */
  ca?: string;
};

/** How often overdue requests are looked for: a deadline is missed by a quarter at most, and by 250 ms. */
export function sweepEveryMs(timeouts: SessionTimeouts): number {
  return Math.max(5, Math.min(250, Math.min(...Object.values(timeouts)) / 4));
}

export type SessionOptions = {
  host: string;
  port: number;
  /** Null: clear text. */
  tls: TlsOptions | null;
  bindKind: BindKind;
  /** ≤ 15 octets. */
  systemId: string;
  /** ≤ 8 octets. */
  password: string;
  /** ≤ 12 octets. */
  systemType?: string;
  addrTon?: number;
  addrNpi?: number;
  /** ≤ 40 octets. */
  addressRange?: string;
  /** Submits that may be in flight at once; those beyond wait inside the session. Default 10. */
  window?: number;
  timeouts?: Partial<SessionTimeouts>;
  /**
   * Called for each deliver_sm and data_sm, its receipt text already dropped (rule A6). The PDU is answered when the
   * promise resolves, with 0 or the returned command_status; when it rejects, with 0x08, so that the SMSC tries again.
   */
  onDeliver: (inbound: Inbound) => Promise<number | undefined> | Promise<void>;
  /** An answer to a submit that had already ended as `unknown` by its deadline. */
  onLateReply?: (ticket: Ticket, reply: SubmitReply) => void;
  /** Asked directly before submits are given to the socket. False: none of them leaves, and the session is destroyed. */
  mayLeave?: () => boolean;
  /** Called when `freeSlots` may have grown. */
  onRoom?: () => void;
  /** deliver_sm waiting for their handler; more are turned away with 0x14 (queue full). Default 1000. */
  deliveriesHeld?: number;
  /** The first ticket; tests set it to look at the wrap of sequence numbers. */
  firstTicket?: Ticket;
};

const limits = { systemId: 15, password: 8, systemType: 12, addressRange: 40 } as const;

/**
 * What is wrong with the bind settings, in words that name the setting and never its value; empty when they can be
 * sent. SMPP 3.4 §4.1: one octet per character, no NUL.
 */
export function checkBindSettings(
  settings: Partial<Record<keyof typeof limits, string | undefined>>,
): string[] {
  const wrong: string[] = [];
  for (const [name, limit] of Object.entries(limits)) {
    const value = settings[name as keyof typeof limits] ?? '';
    if (value.length > limit) wrong.push(`${name} is longer than ${limit} octets`);
    if (/\P{ASCII}/u.test(value)) wrong.push(`${name} holds a character outside ASCII`);
    if (value.includes('\0')) wrong.push(`${name} holds a NUL`);
  }
  return wrong;
}
