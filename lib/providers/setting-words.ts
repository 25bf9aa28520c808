import {
  describeSetting,
  type ProviderChanges,
  type ProviderProblem,
  type ProviderSettings,
  settingNames,
} from './provider-settings.ts';

type Shown = Omit<ProviderSettings, 'password' | 'name'>;
type Value = Shown[keyof Shown];

const hex = (code: number) => `0x${code.toString(16).toUpperCase().padStart(3, '0')}`;

/** Every setting as the command writes it, such as `['timeouts.bindMs', '5000']`; the password is not among them. */
export function settingWords(provider: Shown): [name: string, value: string][] {
  const values = provider as unknown as Record<string, Value> & Record<string, object>;
  return settingNames
    .filter((name) => name !== 'name' && name !== 'password')
    .map((name) => {
      const [group, inner] = name.split('.') as [string, string | undefined];
      const value = inner ? (values[group] as Record<string, Value>)[inner] : values[group];
      return [name, wordOf(value ?? null)];
    });
}

function wordOf(value: Value | { ton: number; npi: number }): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(hex).join(',');
  if (typeof value === 'object' && 'ton' in value) return `${value.ton}/${value.npi}`;
  return String(value);
}

/** Reads `name=value` words into changes. What cannot be read is a problem with a sentence, and never with the value. */
export function readSettingWords(
  provider: string,
  words: readonly string[],
): { ok: true; changes: ProviderChanges } | { ok: false; problems: ProviderProblem[] } {
  const problems: ProviderProblem[] = [];
  const changes: Record<string, unknown> = { name: provider };
  for (const word of words) {
    const [, setting, text] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
    const sentence = setting === undefined ? notAWord : refusalOf(setting);
    if (sentence !== null) problems.push({ setting: setting ?? 'A word', sentence });
    else put(changes, setting!, parseValue(setting!, text!));
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, changes: changes as ProviderChanges };
}

const notAWord = 'is not name=value. Write for instance window=100, and the word password alone.';

function refusalOf(setting: string): string | null {
  if (setting === 'password') {
    return 'is never given on the command line, where others can read it: write the word password alone, and it is read from standard input.';
  }
  if (setting === 'name') return 'cannot be changed: make another provider and remove this one.';
  if (settingNames.includes(setting)) return null;
  return `is no setting. There are ${settingNames.filter((name) => name !== 'name').join(', ')}.`;
}

function put(changes: Record<string, unknown>, setting: string, value: unknown): void {
  const [group, inner] = setting.split('.') as [string, string | undefined];
  changes[group] = inner ? { ...(changes[group] as object), [inner]: value } : value;
}

/** What cannot be read stays as it is, and is refused by the check of all settings. */
function parseValue(setting: string, text: string): unknown {
  if (setting === 'temporaryCodes') return text === '' ? [] : text.split(',').map(Number);
  if (setting === 'caFile' || setting === 'serverName') return text === '' ? null : text;
  if (setting.startsWith('addressing.')) {
    const [, ton, npi] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
    return ton === undefined ? text : { ton: Number(ton), npi: Number(npi) };
  }
  const what = describeSetting(setting) ?? '';
  if (what.startsWith('a whole number')) return /^\d+$/.test(text) ? Number(text) : text;
  if (what.startsWith('true or false')) return { true: true, false: false }[text] ?? text;
  return text;
}
