import type { Reason } from '#lib/messages/reasons.ts';

const reasonsByStatus: Record<number, Reason> = {
  1: 'content_refused',
  10: 'sender_refused',
  11: 'number_refused',
  72: 'sender_refused',
  73: 'sender_refused',
  80: 'number_refused',
  81: 'number_refused',
};

/** The customer's reason for a permanent command_status (SMPP 3.4 §5.1.3). */
export const refusalReason = (commandStatus: number): Reason =>
  reasonsByStatus[commandStatus] ?? 'network_refused';
