import type { ProviderState, SlotState } from './list-provider-states.ts';

export type SlotWords = { word: string; tone: 'good' | 'bad' | 'unsure' | 'info' };

/** As in worker/worker-health.ts. */
const words: Record<string, SlotWords> = {
  bound: { word: 'Bound', tone: 'good' },
  connecting: { word: 'Connecting', tone: 'unsure' },
  waiting: { word: 'Waiting to connect again', tone: 'unsure' },
  draining: { word: 'Draining', tone: 'info' },
  stopped: { word: 'Stopped', tone: 'info' },
  refused: { word: 'Refused', tone: 'bad' },
};

/** The state of a session's place in words. What nobody has is not bound, whatever its last holder wrote. */
export function slotWords({ state, workerId }: Pick<SlotState, 'state' | 'workerId'>): SlotWords {
  if (workerId === null) return { word: 'No worker', tone: 'unsure' };
  return words[state] ?? { word: state, tone: 'unsure' };
}

const badLogin = /ESME_R(INVPASWD|INVSYSID)/;

export type ProviderAlarm = { title: string; sentence: string };

/** What an operator has to do now (rule S5): null when the provider is well, or disabled. */
export function providerAlarm({ name, enabled, slots }: ProviderState): ProviderAlarm | null {
  if (!enabled) return null;
  const refused = slots.filter(({ state, workerId }) => state === 'refused' && workerId !== null);
  if (refused.some(({ problem }) => badLogin.test(problem ?? ''))) {
    return {
      title: 'The SMSC does not accept our system ID or password.',
      sentence: `Ask the provider for the right ones, then run: npm run providers -- set ${name} systemId=… password`,
    };
  }
  if (refused.length > 0) {
    return {
      title: 'The SMSC refuses our bind.',
      sentence:
        'Ask the provider why, and whether it allows this bind kind and so many sessions. We try again every minute.',
    };
  }
  return null;
}
