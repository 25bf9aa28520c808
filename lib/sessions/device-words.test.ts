import assert from 'node:assert/strict';
import { it } from 'node:test';
import { deviceWords } from './device-words.ts';

const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0';
const ios = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X)';

const real: [string, string][] = [
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36`, 'Chrome on Windows'],
  [`Mozilla/5.0 (Linux; Android 10; K) ${chrome} Mobile Safari/537.36`, 'Chrome on Android'],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${chrome} Safari/537.36`, 'Chrome on ChromeOS'],
  [`${phone} ${ios} CriOS/140.0.7339.101 Mobile/15E148 Safari/604.1`, 'Chrome on iPhone'],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.7339.16 Safari/537.36',
    'Chrome on Linux',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/140.0.0.0`,
    'Edge on Windows',
  ],
  [
    `Mozilla/5.0 (Linux; Android 10; HD1913) ${chrome} Mobile Safari/537.36 EdgA/140.0.3485.54`,
    'Edge on Android',
  ],
  [
    `${phone} ${ios} Version/18.0 EdgiOS/140.0.3485.54 Mobile/15E148 Safari/604.1`,
    'Edge on iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0',
    'Firefox on Windows',
  ],
  ['Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0', 'Firefox on Android'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [`${phone} ${ios} FxiOS/143.0 Mobile/15E148 Safari/605.1.15`, 'Firefox on iPhone'],
  [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${ios} Version/18.6 Safari/605.1.15`,
    'Safari on Mac',
  ],
  [`${phone} ${ios} Version/18.6 Mobile/15E148 Safari/604.1`, 'Safari on iPhone'],
  [
    `Mozilla/5.0 (iPad; CPU OS 16_7 like Mac OS X) ${ios} Version/16.6 Mobile/15E148 Safari/604.1`,
    'Safari on iPad',
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
    'Samsung Internet on Android',
  ],
  [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${chrome} Safari/537.36 OPR/121.0.0.0`,
    'Opera on Mac',
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A; wv) AppleWebKit/537.36 (KHTML, like Gecko)`,
    'A browser on Android',
  ],
];

it('names browser and system as people call them', () => {
  for (const [userAgent, words] of real) assert.equal(deviceWords(userAgent), words, userAgent);
});

it('says nothing of what it does not know, and never repeats what was sent', () => {
  for (const unknown of [
    null,
    undefined,
    '',
    'curl/8.9.1',
    '<b>me</b>',
    `${'x'.repeat(2_000)} Firefox/1`,
  ]) {
    assert.equal(deviceWords(unknown), '');
  }
  const sly = deviceWords('Mozilla/5.0 (Windows; Anna; +306900000000) Firefox/143.0');
  assert.equal(sly, 'Firefox on Windows');
});
