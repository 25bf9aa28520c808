import {
  Ban,
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  type LucideIcon,
  OctagonX,
  Send,
  SmartphoneNfc,
  TimerOff,
  TriangleAlert,
} from 'lucide-react';
import { type MessageState, type StateTone, stateWords } from '#lib/messages/status.ts';

export const stateIcons: Record<MessageState, LucideIcon> = {
  queued: Clock,
  sending: Send,
  sent: SmartphoneNfc,
  unknown: CircleHelp,
  delivered: CircleCheck,
  undelivered: CircleX,
  expired: TimerOff,
  rejected: OctagonX,
  failed: TriangleAlert,
  cancelled: Ban,
};

const tones: Record<StateTone, string> = {
  waiting: 'bg-waiting-soft text-waiting',
  moving: 'bg-moving-soft text-moving',
  good: 'bg-good-soft text-good',
  bad: 'bg-bad-soft text-bad',
  stopped: 'bg-stopped-soft text-stopped',
  unsure: 'bg-unsure-soft text-unsure',
};

/** A state: icon, word, colour. The same on every page; the words come from `lib/messages/status.ts`. */
export function StateBadge({ state }: { state: MessageState }) {
  const { word, tone } = stateWords[state];
  const Icon = stateIcons[state];
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-sm px-2 py-0.5 text-sm font-medium whitespace-nowrap ${tones[tone]}`}
    >
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      {word}
    </span>
  );
}
