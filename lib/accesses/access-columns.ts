import { accesses } from '#db/schema/accesses.ts';
import { accessState } from './access-state.ts';

/** What is known of an access, to its customer and to staff; not what can be read with it. */
export const accessColumns = {
  id: accesses.id,
  staffNumber: accesses.staffNumber,
  reason: accesses.reason,
  ticket: accesses.ticket,
  batchId: accesses.batchId,
  messageIds: accesses.messageIds,
  minutes: accesses.minutes,
  askedAt: accesses.askedAt,
  answerBy: accesses.answerBy,
  answeredAt: accesses.answeredAt,
  startsAt: accesses.startsAt,
  endsAt: accesses.endsAt,
  endedAt: accesses.endedAt,
  state: accessState,
};
