/** `changes`: what each changed clause says otherwise than in the version before, in plain words. */
export type TermsVersion = {
  version: string;
  date: string;
  changes: readonly { clause: number; words: string }[];
};

/** Every version of the contract, the newest first. A change of its words is a new one: add it here with what changed. */
export const termsVersions: readonly [TermsVersion, ...TermsVersion[]] = [
  {
    version: '2',
    date: '2026-11-28',
    changes: [
      {
        clause: 15,
        words:
          'The two cookies beginning with mp_ are set only after you agreed to them, in a question apart from these terms, and they go when you change your mind. Version 1 said only what they are for.',
      },
    ],
  },
  { version: '1', date: '2026-11-24', changes: [] },
];

/** What changed since a version, the newest first. Since one that we do not know: everything that ever changed. */
export function changesSince(version: string): TermsVersion[] {
  const at = termsVersions.findIndex((each) => each.version === version);
  return termsVersions.slice(0, at === -1 ? undefined : at).filter(hasChanges);
}

const hasChanges = ({ changes }: TermsVersion): boolean => changes.length > 0;
