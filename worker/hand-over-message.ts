import { classifyCommandStatus, commandStatus } from '#lib/messages/command-status.ts';
import { reach } from '#lib/outbox/fault-points.ts';
import { partReference } from '#lib/outbox/part-reference.ts';
import { buildSubmit } from './build-submit.ts';
import type { Line } from './line.ts';
import type { Progress } from './progress.ts';
import { normaliseMessageId } from './smpp/normalise-message-id.ts';
import type { SubmitReply } from './smpp/outcome.ts';
import { sequenceOf, type Ticket } from './smpp/submit-window.ts';
import { backOffMs } from './timings.ts';

/** What to do after a part: the next one, the same one again after a while, or nothing more of this message. */
type Next = 'next' | 'stop' | { againInMs: number };

/** A message that is throttled so often waits among the deferred, so that it cannot hold up its lane. */
const headOfLaneTries = 3;

/**
 * Writes the parts of a message in order on one session, each when the one before has its answer. What became of them
 * is in `progress` afterwards; the caller has permission for the first part.
 */
export async function handOverMessage(line: Line, progress: Progress): Promise<void> {
  const retryUntilMs = performance.now() + line.shared.timings.partRetryMs;
  let isPermitted = true;
  for (let part = 1; part <= progress.parts; ) {
    const { validUntilMs } = progress.message;
    if (!isPermitted && !(await line.permit(validUntilMs))) return;
    isPermitted = false;
    const next = await handOverPart(line, progress, part);
    if (next === 'stop') return;
    if (next === 'next') {
      part++;
      continue;
    }
    if (performance.now() + next.againInMs > Math.min(retryUntilMs, validUntilMs)) return;
    await new Promise((resolve) => setTimeout(resolve, next.againInMs));
  }
}

async function handOverPart(line: Line, progress: Progress, part: number): Promise<Next> {
  const { claim, to, sender, parts, validUntilMs } = progress.message;
  const { ticket, outcome } = line.session.submit(
    buildSubmit({
      sender,
      recipient: to,
      part: parts[part - 1]!,
      remainingMs: validUntilMs - performance.now(),
      reference: partReference(claim.messageId, progress.nameOf(part)),
    }),
  );
  const result = await outcome;
  if (result.outcome === 'notConnected') return 'stop';
  if (result.outcome === 'unknown') {
    progress.leaveUnanswered(part);
    line.late.expect(ticket, progress, part);
    record(line, progress, part, ticket, null);
    return result.reason === 'noAnswer' ? 'next' : 'stop';
  }
  reach('answered');
  record(line, progress, part, ticket, result);
  return judge(line, progress, part, result.commandStatus);
}

/** Rule F4: what an answer means for its message and for its session. */
function judge(line: Line, progress: Progress, part: number, status: number): Next {
  const kind = classifyCommandStatus(status, line.temporaryCodes);
  if (kind === 'accepted') {
    line.pause.accepted();
    progress.accept(part);
    if (part < progress.parts) reach('partAccepted');
    return 'next';
  }
  if (kind === 'permanent') {
    progress.refuse(part, status);
    return 'stop';
  }
  if (kind === 'bind') {
    // The session is wrong, not the message. What is in flight keeps its chance to be answered.
    void line.session.unbind();
    return 'stop';
  }
  return putOff(line, progress, status);
}

function putOff(line: Line, progress: Progress, status: number): Next {
  const { firstRetryMs, longestRetryMs } = line.shared.timings;
  const { attempt } = progress.message.claim;
  const isThrottled = status === commandStatus.throttled;
  if (isThrottled) line.pause.throttled(performance.now());
  if (!progress.isUntouched) return { againInMs: isThrottled ? 100 : firstRetryMs };
  const isFirst = isThrottled && attempt < headOfLaneTries;
  progress.putOff(isFirst ? null : backOffMs(firstRetryMs, longestRetryMs, attempt));
  return 'stop';
}

function record(
  line: Line,
  progress: Progress,
  part: number,
  ticket: Ticket,
  reply: SubmitReply | null,
): void {
  if (line.isFenced) return;
  const answer = {
    message: progress.message.claim,
    part: progress.nameOf(part),
    providerId: line.provider.id,
    sequence: sequenceOf(ticket),
    commandStatus: reply?.commandStatus ?? null,
    smscMessageId: (reply && normaliseMessageId(reply.messageId)) || null,
  };
  line.shared.recorder.answer(answer, progress.message.recipient);
}
