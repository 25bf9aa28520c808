/** The states of a message, in the order in which they can be reached. Also the enum of the database. */
export const messageStates = [
  'queued',
  'sending',
  'sent',
  'unknown',
  'delivered',
  'undelivered',
  'expired',
  'rejected',
  'failed',
  'cancelled',
] as const;

export type MessageState = (typeof messageStates)[number];

/** Where a message may go from each state. An empty list is a final state. */
export const nextStates: Record<MessageState, readonly MessageState[]> = {
  queued: ['sending', 'cancelled', 'failed', 'expired'],
  sending: ['sent', 'queued', 'unknown', 'failed', 'undelivered'],
  sent: ['delivered', 'undelivered', 'expired', 'rejected'],
  unknown: ['sent', 'delivered', 'undelivered', 'expired', 'rejected', 'failed', 'queued'],
  delivered: [],
  undelivered: [],
  expired: [],
  rejected: [],
  failed: [],
  cancelled: [],
};

export const isFinal = (state: MessageState): boolean => nextStates[state].length === 0;

/** Colour family of a state; `components/ui` maps it to a theme token. */
export type StateTone = 'waiting' | 'moving' | 'good' | 'bad' | 'stopped' | 'unsure';

type StateWords = {
  word: string;
  sentence: string;
  tone: StateTone;
  /** Who can do something now, if anybody can. */
  whoActs: string;
  charged: 'no' | 'reserved' | 'yes' | 'depends';
};

/** The same words for a state on every page. */
export const stateWords: Record<MessageState, StateWords> = {
  queued: {
    word: 'Waiting',
    sentence: 'Accepted and waiting to leave. You can still cancel it.',
    tone: 'waiting',
    whoActs: 'All SMS sends it; you can cancel it.',
    charged: 'reserved',
  },
  sending: {
    word: 'Leaving',
    sentence: 'Being handed to the network right now.',
    tone: 'moving',
    whoActs: 'Nobody needs to do anything.',
    charged: 'reserved',
  },
  sent: {
    word: 'Sent',
    sentence: 'The network accepted it and is looking for the phone.',
    tone: 'moving',
    whoActs: 'The network. If the phone is off, it keeps trying.',
    charged: 'yes',
  },
  unknown: {
    word: 'No answer yet',
    sentence:
      'Handed over, but the network has not answered. It may have been sent, so we do not send it again.',
    tone: 'unsure',
    whoActs:
      'The network. A late report settles it, or All SMS does after asking; otherwise it ends when its validity ends.',
    charged: 'reserved',
  },
  delivered: {
    word: 'Delivered',
    sentence: 'The network reports that it is on the phone.',
    tone: 'good',
    whoActs: 'Nobody needs to do anything.',
    charged: 'yes',
  },
  undelivered: {
    word: 'Not delivered',
    sentence: 'The network accepted it and could not deliver it.',
    tone: 'bad',
    whoActs: 'You: check the number with the recipient.',
    charged: 'yes',
  },
  expired: {
    word: 'Ran out of time',
    sentence: 'It was not delivered before its time ran out.',
    tone: 'bad',
    whoActs: 'You: send it again if it still matters.',
    charged: 'depends',
  },
  rejected: {
    word: 'Rejected',
    sentence: 'The network accepted it and then rejected it.',
    tone: 'bad',
    whoActs: 'You: check the number and the sender.',
    charged: 'yes',
  },
  failed: {
    word: 'Not sent',
    sentence: 'It was refused before the network accepted it. You were not charged.',
    tone: 'bad',
    whoActs: 'You: the reason says what to change.',
    charged: 'no',
  },
  cancelled: {
    word: 'Cancelled',
    sentence: 'You cancelled it before it left. You were not charged.',
    tone: 'stopped',
    whoActs: 'Nobody needs to do anything.',
    charged: 'no',
  },
};
