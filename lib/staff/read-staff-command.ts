import { parseArgs } from 'node:util';
import { type StaffRole, staffRoles } from './staff-roles.ts';
import { type Agreement, checkAgreement } from './store-agreement.ts';

export type StaffCommand =
  | { ok: true; username: string; role: StaffRole; agreement: Agreement | null }
  | { ok: false; sentence: string };

const USAGE = `Usage: npm run staff:create -- USERNAME [--role ${staffRoles.join('|')}]
         [--nda VERSION --signed-on YYYY-MM-DD --signed-by "NAME AS SIGNED"]`;

/**
 * What `npm run staff:create` is told: a username, a role (admin, unless it says which), and the agreement they signed, whole
 * or not at all. Refused with a sentence, or with how to use it.
 */
export function readStaffCommand(words: string[]): StaffCommand {
  const text = { type: 'string' } as const;
  const options = { role: text, nda: text, 'signed-on': text, 'signed-by': text };
  const refuse = (sentence: string): StaffCommand => ({ ok: false, sentence });
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    const [username, ...more] = positionals;
    const role = staffRoles.find((one) => one === (values.role ?? 'admin'));
    if (!username || more.length > 0 || !role) return refuse(USAGE);
    const { nda, 'signed-on': signedOn, 'signed-by': name } = values;
    const given = [nda, signedOn, name].filter((value) => value !== undefined);
    if (given.length === 0) return { ok: true, username, role, agreement: null };
    if (nda === undefined || signedOn === undefined || name === undefined) {
      return refuse(`An agreement has a version, a day and a name.\n${USAGE}`);
    }
    const agreement = { version: nda, signedOn, name };
    const [problem] = checkAgreement(agreement);
    return problem ? refuse(problem.sentence) : { ok: true, username, role, agreement };
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}
