import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from '@playwright/test';
import type { Shot } from '#dev/shots/print-pages.ts';

const pagesOnSheet = 2;
/** Width in pixels of the columns of a sheet for a phone and for a desktop. */
const columnOf = (width: number) => (width < 500 ? 300 : width < 1000 ? 500 : 700);
/** What is below that is cut off; the shot itself is whole. */
const highest = 1200;

/** Puts shots on contact sheets, the versions of a page side by side. Returns how many sheets. */
export async function printSheets(
  browser: Browser,
  { to, shots }: { to: string; shots: Shot[] },
): Promise<number> {
  const names = [...new Set(shots.map(({ page }) => page.name))];
  const tab = await browser.newPage();
  let sheets = 0;
  for (let from = 0; from < names.length; from += pagesOnSheet) {
    sheets += 1;
    const file = join(to, `sheet-${String(sheets).padStart(2, '0')}`);
    writeFileSync(`${file}.html`, sheetOf(names.slice(from, from + pagesOnSheet), shots));
    await tab.goto(pathToFileURL(`${file}.html`).href);
    const width = await tab.evaluate(() => document.documentElement.scrollWidth);
    await tab.setViewportSize({ width, height: 800 });
    await tab.screenshot({ path: `${file}.png`, fullPage: true });
  }
  await tab.close();
  return sheets;
}

const sheetOf = (names: string[], shots: Shot[]): string => `<!doctype html><meta charset="utf-8">
<title>Contact sheet</title>
<style>
  body { margin: 16px; background: #777; font: 14px sans-serif; width: max-content; }
  section { display: flex; gap: 16px; align-items: flex-start; margin-bottom: 24px; }
  figure { margin: 0; max-height: ${highest}px; overflow: hidden; }
  figcaption { background: #fff; padding: 4px 8px; }
  img { display: block; width: 100%; }
</style>
${names.map((name) => rowOf(shots.filter(({ page }) => page.name === name))).join('\n')}`;

const rowOf = (shots: Shot[]): string =>
  `<section>${shots
    .map(
      ({ page, version, file, width }) =>
        `<figure style="width:${columnOf(width)}px"><figcaption>${page.name} · ${version}</figcaption><img src="${file}" alt=""></figure>`,
    )
    .join('')}</section>`;
