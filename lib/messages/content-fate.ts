import type { destroyedWhy } from '#db/schema/keys.ts';

export type DestroyedWhy = (typeof destroyedWhy.enumValues)[number];

/** What became of a batch's content, or will. */
export type ContentFate = {
  masked: boolean;
  destroyedAt: Date | null;
  destroyedWhy: DestroyedWhy | null;
};

/** Why the content of a send exists nowhere any more. */
export const destroyedSentences: Record<DestroyedWhy, string> = {
  masked: 'It was masked: the last message of this send had left, or ended otherwise.',
  past: 'The content of everything sent until then was destroyed, as you chose in Settings.',
  retention: 'The time for which you keep texts was over.',
  deletion: 'The account was deleted.',
};

/** Of content that nobody can read here, and that was not destroyed on purpose, or not yet. */
export function hiddenSentence({ masked }: ContentFate): string {
  return masked
    ? 'Masked: nobody can read it, and it is destroyed as soon as the last message has left.'
    : 'The key of this text is lost: nobody can read it any more.';
}
