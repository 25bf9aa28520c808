/** The SMSC answered: `commandStatus` 0 and a message id, or the reason for its refusal. */
export type SubmitReply = { outcome: 'reply'; commandStatus: number; messageId: string };

/** No octet of the request left the machine: it may be tried again on another session. */
export type NotConnected = { outcome: 'notConnected'; reason: string };

/** The request may have left and no answer came: it is never sent again by itself. */
export type OutcomeUnknown = {
  outcome: 'unknown';
  reason: 'noAnswer' | 'connectionLost';
};

/** The three ways in which a submit can end; there is no fourth (conventions, 17). */
export type SubmitOutcome = SubmitReply | NotConnected | OutcomeUnknown;

/** The SMSC answered the bind with a refusal, such as 0x0E for a wrong password. */
export type BindRefused = { outcome: 'bindRefused'; commandStatus: number };

/** There is no session: the peer was not reached, its certificate is not trusted, or it did not answer the bind. */
export type ConnectFailed = {
  outcome: 'connectFailed';
  stage: 'connect' | 'tls' | 'bind';
  /** An error code such as `ECONNREFUSED`, for the log and the staff page. */
  detail: string;
};

/** Why a session ended. `detail` is an error code or a number for the log, never text of a PDU. */
export type CloseReason = {
  kind:
    | 'unbound' // we unbound and the peer agreed, or did not answer in time
    | 'peerUnbound'
    | 'peerClosed'
    | 'connectionLost'
    | 'peerSilent' // no answer to enquire_link
    | 'unreadableStream' // a length out of bounds, or generic_nack for sequence 0
    | 'bindFailed'
    | 'destroyed'; // by us, at once
  detail: string | null;
};

/** What is counted for the health page and the log. */
export type SessionCounters = {
  submitted: number;
  replied: number;
  unanswered: number;
  lateReplies: number;
  /** Responses that match no request: ignored. */
  unmatched: number;
  /** PDUs whose body could not be read. */
  undecodable: number;
  unknownCommands: number;
  /** deliver_sm and data_sm given to the handler. */
  delivered: number;
  /** Those whose handler failed: answered with 0x08. */
  deliveriesFailed: number;
  /** deliver_sm turned away because too many were waiting for their handler. */
  deliveriesTurnedAway: number;
};

export function noCounts(): SessionCounters {
  return {
    submitted: 0,
    replied: 0,
    unanswered: 0,
    lateReplies: 0,
    unmatched: 0,
    undecodable: 0,
    unknownCommands: 0,
    delivered: 0,
    deliveriesFailed: 0,
    deliveriesTurnedAway: 0,
  };
}
