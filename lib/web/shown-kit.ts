import { env } from '#lib/env.ts';
import { paths } from './paths.ts';

/** A new recovery kit as the page shows it this once, with what has to stand on the paper beside the codes. */
export type ShownKit = {
  username: string;
  recoveryCodes: string[];
  madeAt: Date;
  timeZone: string;
  /** Where a code is typed in. */
  address: string;
};

/** What the answer to signing up, or to asking for a new kit, brings. `timeZone`: of the account. */
export const shownKit = (
  username: string,
  recoveryCodes: string[],
  timeZone: string = env.TIME_ZONE,
): ShownKit => ({
  ...{ username, recoveryCodes, timeZone, madeAt: new Date() },
  address: env.APP_ORIGIN + paths.recover(),
});
