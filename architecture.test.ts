import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { wordsOfAct } from '#lib/staff/act-words.ts';

// The rules of this tree, as tests. Each failure names the files that break the rule.

const files = globSync('{app,components,db,dev,e2e,lib,worker}/**/*.{ts,tsx}').sort();
const source = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const read = (file: string) => source.get(file) ?? '';
/** Without comments, which may name what the code may not touch. */
const code = (file: string) => read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
const isTest = (file: string) => /\.(slow\.)?test\.tsx?$|[/-]testing\.ts$/.test(file);
const product = files.filter(
  (file) => /^(app|components|db|lib|worker)\//.test(file) && !isTest(file),
);

/** The modules that a file imports: paths of this tree, or names of packages. */
function importsOf(file: string, text = read(file)): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) =>
    name.startsWith('#')
      ? name.slice(1)
      : name.startsWith('.')
        ? relative('.', resolve(dirname(file), name))
        : name,
  );
}

function assertNone(broken: string[], rule: string): void {
  assert.deepEqual(broken, [], rule);
}

const breaking = (among: string[], isBroken: (file: string) => boolean) => among.filter(isBroken);

describe('imports point one way', () => {
  const mayImport: Record<string, RegExp> = {
    app: /^(app|components|lib|db\/schema)\//,
    components: /^(components|lib)\//,
    lib: /^(lib|db)\//,
    db: /^(db|lib\/(ids|env|context|money|messages\/status|notices\/notice-kinds|keyring|crypto))/,
    worker: /^(worker|lib|db)\//,
  };
  for (const [folder, allowed] of Object.entries(mayImport)) {
    it(`${folder}/ imports only ${allowed.source}`, () => {
      const broken = product
        .filter((file) => file.startsWith(`${folder}/`))
        .flatMap((file) =>
          importsOf(file)
            .filter((name) => /^(app|components|db|dev|e2e|lib|worker)\//.test(name))
            .filter((name) => !allowed.test(name))
            .map((name) => `${file} → ${name}`),
        );
      assertNone(broken, 'see the import directions in ARCHITECTURE.md');
    });
  }

  it('the domain knows no framework: only lib/auth and lib/web import Next or React', () => {
    const domain = product.filter((file) => /^(lib|db|worker)\//.test(file));
    const broken = breaking(
      domain.filter((file) => !/^lib\/(auth|web)\//.test(file)),
      (file) =>
        importsOf(file).some((name) => /^(next|next-auth|react|react-dom)(\/|$)/.test(name)),
    );
    assertNone(broken, 'move what needs the web to lib/auth or lib/web');
  });

  it('components never query', () => {
    const broken = breaking(
      product.filter((file) => file.startsWith('components/')),
      (file) => importsOf(file).some((name) => /^(db\/|drizzle-orm|postgres)/.test(name)),
    );
    assertNone(broken, 'a component gets what it shows from its page');
  });

  it('one file speaks SMPP: sockets are opened in worker/smpp, for keys in lib/keyring, and nowhere else', () => {
    const broken = breaking(product, (file) =>
      importsOf(file).some((name) => /^(node:)?(net|tls)$/.test(name) || name === 'smpp'),
    ).filter((file) => !/^(worker\/smpp|lib\/keyring)\//.test(file));
    assertNone(broken, 'speak to the SMSC through a session');
  });
});

describe('gates', () => {
  const entries = (group: string) =>
    product.filter(
      (file) => file.startsWith(`app/(${group})/`) && /\/(page|route)\.tsx?$/.test(file),
    );

  it('every page and route of a customer begins with requireCustomer or readCustomer', () => {
    const broken = breaking(
      entries('customer'),
      (file) => !/await (require|read)Customer\(/.test(read(file)),
    );
    assertNone(broken, 'a guard in a layout is no guard');
  });

  it('every page and route of staff begins with requireStaff', () => {
    const gate = /await requireStaff(BeforeAgreement|Session)?\(/;
    const broken = breaking(entries('staff'), (file) => !gate.test(read(file)));
    assertNone(broken, 'strangers see "not found"');
  });

  it("'use server' stands only in app/**/actions.ts", () => {
    const broken = breaking(product, (file) => /^\s*'use server'/m.test(read(file))).filter(
      (file) => !/^app\/.*\/actions\.ts$/.test(file),
    );
    assertNone(broken, 'every export of such a file is a public endpoint');
  });

  it('actions export gated actions only', () => {
    const broken = product
      .filter((file) => basename(file) === 'actions.ts')
      .flatMap((file) =>
        [...read(file).matchAll(/^export (?!type )(.*)$/gm)]
          .map(([, line = '']) => line)
          .filter((line) => !/^const \w+ = (customer|staff|visitor)Action\(/.test(line))
          .map((line) => `${file}: export ${line}`),
      );
    assertNone(broken, 'wrap it: customerAction, staffAction or visitorAction');
  });

  it('only the gates, the processes and the commands make contexts', () => {
    const makers = /^(lib\/auth\/|lib\/context\.ts|worker\/(main|worker)\.ts|lib\/.*\.main\.ts)/;
    const broken = breaking(product, (file) =>
      /\b(customer|staff|worker|visitor)Context\(/.test(read(file)),
    ).filter((file) => !makers.test(file));
    assertNone(broken, 'ask for a context instead of making one');
  });
});

describe('what staff do is in their log', () => {
  const notes = /\bnoteStaffAct\(/;
  const writes =
    /\.(insert|update|delete|transaction)\(|\b(insert into|delete from|update \w+ set)\b/;

  it('every verb of staff that changes something notes it', () => {
    const verbs = product.filter(
      (file) => /^lib\/(?!auth\/|context\.ts)/.test(file) && /\bStaffContext\b/.test(code(file)),
    );
    const broken = breaking(
      // Its own rows are those that the customer reads.
      verbs.filter((file) => file !== 'lib/accesses/look-at-records.ts'),
      (file) => writes.test(code(file)) && !notes.test(code(file)),
    );
    assertNone(broken, 'call noteStaffAct in the transaction');
  });

  it('each act has words', () => {
    const broken = product
      .filter((file) => file.startsWith('lib/') && notes.test(code(file)))
      .flatMap((file) => [...code(file).matchAll(/action: '([\w.]+)'/g)].map(([, act = '']) => act))
      .filter((act) => wordsOfAct(act) === act);
    assertNone(broken, 'lib/staff/act-words.ts');
  });
});

describe('billing details serve billing only', () => {
  const mayHold =
    /^(lib\/billing\/|lib\/orders\/(place-order|order-buyer)\.ts|lib\/deletion\/destroy-account-keys\.ts|lib\/keyring\/key-names\.ts|lib\/exports\/|db\/schema\/)/;

  it('their table and their key are named by lib/billing, by orders for who bought, by export and deletion', () => {
    const names =
      /import \{[^}]*\bbillingDetails\b|\b(billingKeyName|storeDetails|billing_details)\b|`billing\//;
    const broken = breaking(product, (file) => names.test(code(file))).filter(
      (file) => !mayHold.test(file),
    );
    assertNone(broken, 'ask a verb of lib/billing');
  });

  it('they are opened by lib/billing, by orders, and for the export of their owner', () => {
    const openers = /\b(openDetails|readDetails|openBuyer)\b/;
    const mayOpen =
      /^(lib\/(billing|orders)\/|lib\/exports\/files\/billing-files\.ts|app\/\(customer\)\/billing\/)/;
    const broken = breaking(product, (file) => openers.test(code(file))).filter(
      (file) => !mayOpen.test(file),
    );
    assertNone(broken, 'nothing else has to do with them');
  });

  it('no log, no page of staff and no step of the worker knows them', () => {
    const apart = product.filter((file) => /^(worker|app\/\(staff\)|lib\/log\.ts)/.test(file));
    const broken = breaking(apart, (file) =>
      importsOf(file).some((name) => /^lib\/billing\/.*details|order-buyer/.test(name)),
    );
    assertNone(broken, 'they serve billing only');
  });
});

describe('staff look only on the record', () => {
  /** The two doors: one writes down what it shows, the other shows a country and two digits. */
  const doors = ['lib/accesses/look-at-records.ts', 'lib/accesses/list-shortened-messages.ts'];
  const staffs = product.filter(
    (file) =>
      file.startsWith('app/(staff)/') ||
      (/\b(StaffContext|SignedInStaff)\b/.test(code(file)) && !/^lib\/(auth\/|context)/.test(file)),
  );
  const valueImportsOf = (file: string) =>
    importsOf(file, read(file).replace(/import type [^;]*;/g, ''));
  /** Everything that runs behind these files, but not behind a door. */
  const behind = (roots: string[]) => {
    const reached = new Set(roots.filter((file) => !doors.includes(file)));
    for (const file of reached) {
      for (const name of valueImportsOf(file)) {
        if (source.has(name) && !doors.includes(name)) reached.add(name);
      }
    }
    return [...reached];
  };
  const opens = /^lib\/(messages|senders|content|quotes|drafts|masking|outbox|exports|data-keys)\//;
  const isOpener = (file: string) =>
    opens.test(file) &&
    /\b(openText|openSealed|openMasked|openContent|openSender)\b/.test(code(file));

  it('nothing that staff can reach opens a text, a number or a sender, but through the two doors', () => {
    assertNone(behind(staffs).filter(isOpener), 'ask lookAtRecords, which writes it down');
  });

  it('nobody but the one reader writes down what was seen, and it never takes anything back', () => {
    const names = /\baccessRecords\b|\baccess_records\b/;
    const writers = breaking(product, (file) =>
      /(insert|update|delete)\(accessRecords|insert into access_records/.test(code(file)),
    );
    assert.deepEqual(writers, ['lib/accesses/look-at-records.ts']);
    const elsewhere = breaking(product, (file) => names.test(code(file))).filter(
      (file) => !/^(lib\/(accesses|exports|deletion)|db\/schema)\//.test(file),
    );
    assertNone(elsewhere, 'ask a verb of lib/accesses');
  });

  it('nobody becomes a customer: contexts of customers are made where their session was seen', () => {
    const broken = breaking(staffs, (file) => /\bcustomerContext\b/.test(code(file)));
    assertNone(broken, 'there is no "log in as"');
  });
});

describe('settings, addresses, names', () => {
  it('only lib/env.ts reads process.env', () => {
    const broken = breaking(product, (file) => read(file).includes('process.env')).filter(
      (file) => file !== 'lib/env.ts',
    );
    assertNone(broken, 'add the setting to lib/env.ts');
  });

  it('only tests arm the points at which a worker can be killed', () => {
    const broken = breaking(product, (file) => read(file).includes('armFaultPoints')).filter(
      (file) => file !== 'lib/outbox/fault-points.ts',
    );
    assertNone(broken, 'a product that can be told to die is no product');
  });

  it('addresses are written once, in lib/web/paths.ts', () => {
    const literal = /(href|action)="\/|(redirect|push|replace)\(\s*['"`]\//;
    assertNone(
      breaking(product, (file) => literal.test(read(file))),
      'use lib/web/paths.ts',
    );
  });

  it('no file is called utils, helpers, common or index', () => {
    const broken = breaking(files, (file) => /\/(utils?|helpers?|common|index)\.tsx?$/.test(file));
    assertNone(broken, 'name the file by the verb it exports');
  });

  it('nothing silences the compiler', () => {
    assertNone(
      breaking(files, (file) => /@ts-(ignore|nocheck)/.test(read(file))),
      'mend the type',
    );
  });

  it('no file is longer than 300 lines', () => {
    const broken = breaking(files, (file) => read(file).split('\n').length > 301);
    assertNone(broken, 'split it by verb');
  });

  it('every exported function of lib/ has a docstring', () => {
    const bare = /^(?!.*\*\/\s*$).*\n^export (?:async )?function \w+/gm;
    const broken = product
      .filter((file) => file.startsWith('lib/'))
      .flatMap((file) =>
        [...`\n${read(file)}`.matchAll(bare)].map(
          ([text]) => `${file}: ${text.split('\n').at(-1)}`,
        ),
      );
    assertNone(broken, 'say what goes in, what comes out, what is refused');
  });

  it('every npm script that runs a file names one that exists', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const missing = Object.entries(scripts).flatMap(([name, command]) =>
      [...command.matchAll(/\b([\w/.-]+\.(?:ts|mjs))\b/g)]
        .map(([, file = '']) => file)
        .filter((file) => !existsSync(join('.', file)))
        .map((file) => `${name}: ${file}`),
    );
    assertNone(missing, 'package.json');
  });
});
