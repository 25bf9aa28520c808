import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

type Colours = Record<string, string>;

/** The colours of the light and the dark theme, as app/theme.css declares them. */
function themes(): [string, Colours][] {
  const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');
  const [light = {}, dark = {}] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, body = '']) =>
    Object.fromEntries(
      [...body.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((hit) => hit.slice(1)),
    ),
  );
  return [
    ['light', light],
    ['dark', { ...light, ...dark }],
  ];
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one = '', other = ''): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const tones = ['good', 'bad', 'moving', 'unsure', 'waiting', 'stopped'];
const soft = tones.map((tone) => `${tone}-soft`);

for (const [name, theme] of themes()) {
  const atLeast = (ratio: number, front: string[], behind: string[]) => {
    for (const one of front) {
      for (const other of behind) {
        const measured = contrast(theme[one], theme[other]);
        assert.ok(measured >= ratio, `${one} on ${other}: ${measured.toFixed(2)} < ${ratio}`);
      }
    }
  };

  test(`${name}: body text reaches AAA on every surface`, () => {
    atLeast(7, ['ink'], ['page', 'surface', 'sunken', 'accent-soft', ...soft]);
    atLeast(7, ['muted'], ['page', 'surface', 'sunken']);
  });

  test(`${name}: links, states and buttons reach AA`, () => {
    atLeast(4.5, ['accent', 'accent-strong', 'bad', 'good'], ['page', 'surface', 'sunken']);
    atLeast(4.5, ['on-accent'], ['accent', 'accent-strong']);
    for (const tone of tones) atLeast(4.5, [tone], [`${tone}-soft`]);
  });

  test(`${name}: borders of controls and the fills of bars can be told from what is behind them`, () => {
    atLeast(3, ['line-strong', ...tones.map((tone) => `${tone}-fill`)], ['surface', 'sunken']);
  });
}
