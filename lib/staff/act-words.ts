/** What staff did, in words, by the name under which it is in their log. A new act is added here. */
const words: Readonly<Record<string, string>> = {
  'access.ask': 'Asked for access to messages',
  'access.end': 'Ended an access to messages',
  'account.lift': 'Lifted the suspension of an account',
  'account.suspend': 'Suspended an account',
  'agreement.record': 'Put a non-disclosure agreement on record',
  'credit.confirm': 'Confirmed credit as the second person',
  'credit.grant': 'Granted credit',
  'credit.propose': 'Proposed credit above the limit',
  'credit.withdraw': 'Withdrew proposed credit',
  'factor.add': 'Set up a second factor of their own',
  'factor.remove': 'Removed a second factor of their own',
  'job.retry': 'Let a job run again',
  'member.add': 'Made a member of staff',
  'member.change_role': 'Changed the role of a member of staff',
  'member.end': 'Ended a member of staff',
  'member.reset': 'Reset password and second factor of a member of staff',
  'operator.change': 'Changed a fact about the operator',
  'password.change': 'Changed their own password',
  'payment.refund': 'Gave a payment back',
  'prices.confirm': 'Confirmed a price list',
  'prices.propose': 'Proposed a price list',
  'prices.withdraw': 'Withdrew a price list',
  'provider.test': 'Sent a test message',
  'refund.pay': 'Paid the balance of a deleted account back',
  'reserved_word.add': 'Reserved a word',
  'reserved_word.remove': 'Gave a reserved word free',
  'sender.miss': 'Tried to withdraw a brand that the account does not have',
  'sender.withdraw': 'Withdrew a brand',
  'transfer.confirm': 'Confirmed a transfer',
  'transfer.confirm_second': 'Confirmed a transfer as the second person',
  'transfer.withdraw': 'Withdrew the confirmation of a transfer',
  'unknown.fail': 'Ended messages that the network never got',
};

/** The words of an act; one without words is printed as it is named. */
export const wordsOfAct = (action: string): string => words[action] ?? action;

/** Every act that has words, by their alphabet: to choose from. */
export const knownActs: readonly { action: string; words: string }[] = Object.entries(words)
  .map(([action, saying]) => ({ action, words: saying }))
  .sort((a, b) => a.words.localeCompare(b.words, 'en'));
