import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { measureWork } from '#lib/testing.ts';
import { commonPhrases } from './common-phrases.ts';
import { commonPieces } from './common-pieces.ts';
import { checkPassword } from './password-rules.ts';
import { suggestPassphrase } from './suggest-passphrase.ts';

describe('a new password', () => {
  it('needs 15 characters and at most 256 octets', () => {
    assert.match(checkPassword('kq8-vm2.Xw7!rt', 'anna') ?? '', /at least 15/);
    assert.equal(checkPassword('kq8-vm2.Xw7!rtz', 'anna'), null);
    assert.match(checkPassword('kq8vm2Xw7rtz'.repeat(22), 'anna') ?? '', /at most 256 octets/);
    assert.match(checkPassword(`kq8vm2Xw7rtz${'ω'.repeat(123)}`, 'anna') ?? '', /at most 256/);
  });

  it('needs 8 characters beside a second factor, which must not be common either', () => {
    const check = (password: string) => checkPassword(password, 'anna', 'besideFactor');
    assert.match(check('kq8-vm2') ?? '', /at least 8/);
    for (const good of ['kq8-vm2.', 'tëapot gx']) assert.equal(check(good), null, good);
    for (const bad of ['password', 'qwertyui', 'passw0rd1', 'aaaaaaaa', 'abcdefgh', '20242025']) {
      assert.match(check(bad) ?? 'accepted', /easy to guess/, bad);
    }
    assert.match(check('anna kq8vm2') ?? '', /username/);
  });

  it('needs no capitals, digits or signs, and may be of any script', () => {
    for (const good of [
      'unusual teapots wander northwards',
      'ένα ποδήλατο κάτω από τη βροχή',
      '自転車は雨の中で赤い屋根の下に眠るよ',
      'a1 B2 c9 zz kettle upon lawn',
      'mypassword lives under seven hills',
      '🦊🐝🌲🏔🚲🧵🪁🧭🥝🫖🪵🧦🎷🪗🛶',
    ]) {
      assert.equal(checkPassword(good, 'anna'), null, good);
    }
  });

  it('is refused when common, however decorated', () => {
    const bad = [
      'passwordpassword',
      'Password12345678',
      'p4ssw0rdp4ssw0rd',
      'Passw0rd!Passw0rd!',
      'iloveyouforever1',
      'qwertyuiop123456',
      '1q2w3e4r5t6y7u8i',
      'correct horse battery staple',
      'Correct-Horse-Battery-Staple-2024',
      'administrator2026',
      'welcomewelcome1!',
      'letmeinletmein99',
      'abcdefghijklmnopq',
      '123456789012345678',
      'Summer2025Summer2025',
      'MayTheForceBeWithYou4',
      'manchesterunited1',
      'zxcvbnmasdfghjkl1',
      'P@$$word!P@$$word!',
      'T3lecommunications24',
      'dragonmonkeyshadow',
    ];
    for (const password of bad)
      assert.match(checkPassword(password, 'anna') ?? 'accepted', /easy to guess/, password);
  });

  it('is refused when it repeats characters or words', () => {
    for (const password of [
      'aaaaaaaaaaaaaaaaaa',
      'ababababababababab',
      'kettle kettle kettle',
      '- - - - - - - - - -',
      'xkq7xkq7xkq7xkq7xk',
    ]) {
      assert.match(checkPassword(password, 'anna') ?? 'accepted', /easy to guess/, password);
    }
  });

  it('is refused when it contains the username, also in look-alikes', () => {
    for (const password of ['unusual teapots Marina wander', 'unusual teapots MAR1NA wander']) {
      assert.match(checkPassword(password, 'marina') ?? '', /username/);
    }
  });

  it('is refused for each of the long common ones we know, with digits behind', () => {
    const long = commonPhrases.filter((phrase) => phrase.length >= 15);
    assert.ok(long.length >= 100);
    for (const phrase of long) {
      assert.notEqual(checkPassword(phrase, 'zz-top'), null, phrase);
      assert.notEqual(checkPassword(`${phrase}123`, 'zz-top'), null, phrase);
    }
  });

  it('is refused when two common words and a number make it up', () => {
    const word = fc.constantFrom(
      ...commonPieces,
      ...'dragon sunshine football princess monkey'.split(' '),
    );
    fc.assert(
      fc.property(word, word, fc.nat(99), (one, other, number) => {
        const password = `${one}${other}${number}`;
        fc.pre(password.length >= 15);
        assert.notEqual(checkPassword(password, 'zz-top'), null, password);
      }),
    );
  });

  it('is accepted when it is the passphrase we offer', () => {
    for (let i = 0; i < 500; i++) {
      const passphrase = suggestPassphrase();
      assert.equal(checkPassword(passphrase, 'zz-top-99'), null, passphrase);
      assert.match(passphrase, /^[a-z]{3,8}(-[a-z]{3,8}){5}$/);
    }
  });

  it('takes little work to check, whatever it is', async () => {
    const worst = 'passwordqwerty'.repeat(18).slice(0, 256);
    const { ms } = await measureWork(() => {
      for (let i = 0; i < 20; i++) checkPassword(worst, 'zz-top');
    });
    assert.ok(ms < 1000, `${ms} ms`);
  });
});
