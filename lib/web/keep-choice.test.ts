import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { analyticsDeletions } from '#db/schema/features.ts';
import { openTestGround } from '#db/testing.ts';
import type { Offered } from '#lib/features/offered.ts';
import { applyTestSettings } from '#lib/testing.ts';
import type { Consent, consentCookie } from './cookies.ts';
import { keepChoice } from './keep-choice.ts';
import { readChoice } from './read-choice.ts';

applyTestSettings();
const ground = await openTestGround();

type Options = ReturnType<typeof consentCookie>;

/** A browser with its cookies; what has ended is not there. */
function newBrowser(cookies: Record<string, string> = {}) {
  const kept = new Map<string, { value: string; options: Options | null }>();
  for (const [name, value] of Object.entries(cookies)) kept.set(name, { value, options: null });
  const set = (name: string, value: string, options: Options) =>
    options.maxAge > 0 ? kept.set(name, { value, options }) : kept.delete(name);
  const forgotten: string[] = [];
  const queue = { forget: (visitor: string) => forgotten.push(visitor) };
  const jar = { get: (name: string) => kept.get(name), set };
  const answer = (consent: Consent, offered: Offered = 'mixpanel') =>
    keepChoice({ ground, jar, queue, offered }, consent);
  return { kept, jar, forgotten, answer, names: () => [...kept.keys()].sort() };
}

const rows = () => ground.db.select().from(analyticsDeletions);
const inDays = (at: Date) => (at.getTime() - Date.now()) / 86_400_000;

describe('an answer to the cookie question', () => {
  beforeEach(async () => {
    await ground.db.delete(analyticsDeletions);
  });

  it('yes sets exactly three cookies, which end together after three months', async () => {
    const browser = newBrowser();
    assert.equal(await browser.answer('yes'), 'yes');
    assert.deepEqual(browser.names(), ['accept_cookies', 'mp_choice', 'mp_id']);
    for (const { options } of browser.kept.values()) {
      assert.deepEqual(options, {
        ...{ httpOnly: true, secure: true, sameSite: 'lax', path: '/' },
        maxAge: 90 * 24 * 3600,
      });
    }
    assert.match(browser.kept.get('mp_id')!.value, /^[0-9a-f]{32}$/);
    assert.equal(readChoice(browser.jar, 'mixpanel').visitor, browser.kept.get('mp_id')!.value);
  });

  it('no and "here" set one cookie, and tell Mixpanel nothing', async () => {
    for (const answer of ['no', 'here'] as const) {
      const browser = newBrowser();
      await browser.answer(answer);
      assert.deepEqual(browser.names(), ['accept_cookies']);
      assert.deepEqual(readChoice(browser.jar, 'mixpanel'), {
        mayCount: answer === 'here',
        visitor: null,
      });
    }
    assert.deepEqual(await rows(), []);
  });

  it('sets nothing where nothing is offered, and is no yes to Mixpanel where only counting here is', async () => {
    const nowhere = newBrowser();
    assert.equal(await nowhere.answer('yes', 'nothing'), 'no');
    assert.deepEqual(nowhere.names(), []);
    const here = newBrowser();
    assert.equal(await here.answer('yes', 'here'), 'here');
    assert.deepEqual(here.names(), ['accept_cookies']);
    // The operator turns Mixpanel on later: this visitor was not asked about it.
    assert.equal(readChoice(here.jar, 'mixpanel').visitor, null);
  });

  it('withdrawn, both cookies go at once, what waits goes, and the deletion comes within seconds', async () => {
    const browser = newBrowser();
    await browser.answer('yes');
    const visitor = browser.kept.get('mp_id')!.value;
    const [planned] = await rows();
    assert.ok(Math.abs(inDays(planned!.nextAt) - 91) < 0.1, 'planned for when the cookies lapse');
    await browser.answer('no');
    assert.deepEqual(browser.names(), ['accept_cookies']);
    assert.deepEqual(browser.forgotten, [visitor]);
    const left = await rows();
    assert.equal(left.length, 1);
    assert.ok(inDays(left[0]!.nextAt) < 0.001);
    assert.ok(!JSON.stringify(left[0]).includes(visitor), 'the id is sealed');
    assert.ok(!left[0]!.visitorSealed.includes(visitor));
  });

  it('another yes keeps the id and plans its deletion anew; a yes after a no has another id', async () => {
    const browser = newBrowser();
    await browser.answer('yes');
    const first = browser.kept.get('mp_id')!.value;
    await browser.answer('yes');
    assert.equal(browser.kept.get('mp_id')!.value, first);
    assert.equal((await rows()).length, 1);
    await browser.answer('no');
    await browser.answer('yes');
    assert.notEqual(browser.kept.get('mp_id')!.value, first);
    assert.equal((await rows()).length, 2);
  });

  it('an id that was made up is deleted nowhere, and one that is no id is never told', async () => {
    const browser = newBrowser({ mp_id: 'a'.repeat(32), mp_choice: 'yes', accept_cookies: 'yes' });
    await browser.answer('no');
    assert.deepEqual([browser.names(), await rows()], [['accept_cookies'], []]);
    const typed = newBrowser({ mp_id: '+306912345678', mp_choice: 'yes', accept_cookies: 'yes' });
    assert.equal(readChoice(typed.jar, 'mixpanel').visitor, null);
    const half = newBrowser({ mp_id: 'a'.repeat(32), accept_cookies: 'yes' });
    assert.equal(readChoice(half.jar, 'mixpanel').visitor, null);
    const refused = newBrowser({ mp_id: 'a'.repeat(32), mp_choice: 'yes', accept_cookies: 'no' });
    assert.deepEqual(readChoice(refused.jar, 'mixpanel'), { mayCount: false, visitor: null });
  });
});
