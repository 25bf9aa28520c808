import type { Page } from '@playwright/test';

/** What a finger hits without looking closely (WCAG 2.2, 2.5.5). */
const leastPx = 44;

/**
 * What can be pressed on the page and is less than 44 px high, in words. A link within a sentence may be as high as its
 * line; a box to tick counts with its label, and a link that fills its card as the card.
 */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate((least) => {
    const controls = 'a[href], button, summary, select, textarea, input:not([type="hidden"])';
    return [...document.querySelectorAll<HTMLElement>(controls)]
      .filter((control) => isSeen(control) && !isInSentence(control))
      .map((control) => ({ control, px: Math.round(heightOf(control)) }))
      .filter(({ px }) => px < least)
      .map(({ control, px }) => `${px} px: ${nameOf(control)}`);

    function isSeen(control: HTMLElement) {
      const { width, height, right, bottom } = control.getBoundingClientRect();
      return width > 1 && height > 1 && right > 0 && bottom > 0 && control.checkVisibility();
    }

    function isInSentence(control: HTMLElement) {
      if (getComputedStyle(control).display !== 'inline') return false;
      const sentence = control.parentElement?.textContent ?? '';
      return sentence.replace(control.textContent ?? '', '').trim().length > 3;
    }

    function heightOf(control: HTMLElement) {
      const labels = (control as HTMLInputElement).labels ?? [];
      const isTicked = control.matches('[type="checkbox"], [type="radio"], [type="file"]');
      const card = getComputedStyle(control, '::after').position === 'absolute';
      const parts = [
        control,
        ...(isTicked ? labels : []),
        ...(card ? [control.offsetParent!] : []),
      ];
      return Math.max(...parts.map((part) => part.getBoundingClientRect().height));
    }

    function nameOf(control: HTMLElement) {
      const name = control.getAttribute('aria-label') ?? control.textContent ?? '';
      return `${control.tagName.toLowerCase()} ${name.trim().slice(0, 40) || control.getAttribute('name')}`;
    }
  }, leastPx);
