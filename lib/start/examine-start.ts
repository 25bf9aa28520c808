import { readFile, stat } from 'node:fs/promises';
import type { Env, EnvProblem } from '#lib/env.ts';
import { type Finding, findingsOf, type Topic } from './finding.ts';
import { type ProcessName, type StartFacts, startProblems } from './start-problems.ts';

/**
 * What would keep a process from starting in production, by topic, and what is right. `databaseProblem`: why the
 * database could not be asked, else null.
 */
export function examineStart(
  process: ProcessName,
  env: Env,
  facts: StartFacts,
  databaseProblem: string | null,
): Finding[] {
  const problems = startProblems(process, env, facts);
  const wrong = problems.map((problem) => findingsOf(topicOf(problem)).wrong(words(problem)));
  if (env.ALLSMS_STAGE !== 'production') {
    wrong.unshift(
      findingsOf('Settings').wrong(
        'ALLSMS_STAGE is development: take it out, or nothing unsafe stops a start.',
      ),
    );
  }
  if (databaseProblem) wrong.push(findingsOf('Database').hint(databaseProblem));
  const right: [Topic, string][] = [
    ['Settings', `Every setting of a ${process} process is there, and safe.`],
    ['Keys', 'The keys are where nobody else can enter.'],
    [
      'Database',
      'It is reached over verified TLS, its settings are safe, and every migration is applied.',
    ],
  ];
  const good = right
    .filter(([topic]) => wrong.every((finding) => finding.topic !== topic))
    .map(([topic, sentence]) => findingsOf(topic).right(sentence));
  return [...wrong, ...good];
}

const words = ({ setting, sentence }: EnvProblem) => `${setting} ${sentence}`;

function topicOf({ setting }: EnvProblem): Topic {
  if (/^(PostgreSQL |DATABASE_)/.test(setting)) return 'Database';
  return /^(KEYRING|WORKER_KEY|MASKING_)/.test(setting) ? 'Keys' : 'Settings';
}

/** What belongs to nobody's settings: what copies the keys, and memory that reaches a disk. */
export async function examineMachine(env: Env): Promise<Finding[]> {
  const { hint } = findingsOf('Keys');
  const found: Finding[] = [];
  const { KEYRING_DIR } = env;
  if (KEYRING_DIR) {
    const [keys, root] = await Promise.all([deviceOf(KEYRING_DIR), deviceOf('/')]);
    if (keys !== null && keys === root) {
      found.push(
        hint(
          'KEYRING_DIR is on the volume of the system: give it one of its own, so that no snapshot keeps it.',
        ),
      );
    }
    found.push(
      hint(
        'Leave KEYRING_DIR out of the backups of this machine: a copy brings back what was destroyed (docs/keys.md).',
      ),
    );
  }
  const swaps = await readFile('/proc/swaps', 'utf8').catch(() => '');
  if (swaps.trim().split('\n').length > 1) {
    found.push(
      hint(
        'This machine swaps: switch it off or encrypt it, so that memory stays memory (docs/privacy.md).',
      ),
    );
  }
  return found;
}

const deviceOf = (path: string) =>
  stat(path).then(
    ({ dev }) => dev,
    () => null,
  );

const reasons: Record<string, string> = {
  '28P01': 'the user or the password is wrong',
  '28000': 'its pg_hba.conf has no line for this user and address',
  '3D000': 'it has no database of that name',
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'nobody we know signed its certificate: DATABASE_CA_FILE names who did',
  SELF_SIGNED_CERT_IN_CHAIN:
    'nobody we know signed its certificate: DATABASE_CA_FILE names who did',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'nobody we know signed its certificate: DATABASE_CA_FILE names who did',
};

/** Why PostgreSQL cannot be asked, by the code of the error. */
export const unreachable = (code: string): string =>
  `The database says ${code}${reasons[code] ? `: ${reasons[code]}` : ''}.`;
