/** What one bind is doing. `refused`: the SMSC does not accept our credentials, which is an alarm for the operator. */
export type BindState = 'connecting' | 'bound' | 'refused' | 'waiting' | 'draining' | 'stopped';

export type BindHealth = {
  providerId: number;
  provider: string;
  /** Counted from 0. */
  slot: number;
  state: BindState;
  /** ISO 8601. */
  since: string;
  /** Of a refused bind, or of a session that ended. */
  lastProblem: string | null;
  inFlight: number;
  claimed: number;
};

/** JSON of the worker's health port, and of `workers.health`. Moments are ISO 8601. */
export type WorkerHealth = {
  ok: boolean;
  /** Plain sentences for the operator; empty when `ok`. */
  problems: string[];
  workerId: string;
  startedAt: string;
  at: string;
  binds: BindHealth[];
  /** Providers of which other workers hold all the slots: this one takes over when one falls free. */
  standingBy: string[];
  /** How long the oldest message that may leave has been waiting; null when none waits. */
  oldestWaitingMs: number | null;
  answersPerSecond: number;
  lastAnswerAt: string | null;
  lastReceiptAt: string | null;
};
