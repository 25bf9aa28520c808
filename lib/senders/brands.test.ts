import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eq } from 'drizzle-orm';
import { senderDeclarations } from '#db/schema/senders.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { brandDeclarationWording } from './brand-declaration-wording.ts';
import { checkBrand } from './check-brand.ts';
import { declareBrand } from './declare-brand.ts';
import { listSenders } from './list-senders.ts';
import { removeSender } from './remove-sender.ts';

const ground = await openTestGround();
const { owner, stranger } = await castOf(ground);

it('keeps the declaration with its wording, time and user, once however often it is made', async () => {
  const results = await Promise.all(
    Array.from({ length: 5 }, () => declareBrand(owner, { brand: ' Acme Taxi ', declared: true })),
  );
  assert.equal(new Set(results.map((result) => result.ok && result.senderId)).size, 1);
  const [sender, ...others] = await listSenders(owner);
  assert.deepEqual(others, []);
  assert.equal(sender?.value, 'Acme Taxi');
  assert.equal(sender.wording, brandDeclarationWording);
  assert.ok(sender.usable && sender.declaredAt);
  const [declaration] = await ground.db
    .select()
    .from(senderDeclarations)
    .where(eq(senderDeclarations.senderId, sender.id));
  assert.equal(declaration?.declaredBy, owner.actor.userId);
  assert.deepEqual(await listSenders(stranger), []);
});

it('needs the declaration', async () => {
  const result = await declareBrand(owner, { brand: 'Bakery', declared: false as true });
  assert.equal(result.ok, false);
});

it('can be declared again after it was removed, as a new sender', async () => {
  const first = await declareBrand(owner, { brand: 'Bakery', declared: true });
  assert.ok(first.ok);
  await removeSender(owner, first.senderId);
  const second = await declareBrand(owner, { brand: 'Bakery', declared: true });
  assert.ok(second.ok && second.senderId !== first.senderId);
});

it('refuses the sender of our own codes', async () => {
  const result = await declareBrand(owner, { brand: 'A11 SMS', declared: true });
  assert.ok(!result.ok);
  assert.match(result.sentence, /AllSMS.*reserved/);
});

it('accepts 1 to 11 characters that every network reads alike', () => {
  for (const brand of [
    'A',
    'Acme',
    'ACME-24/7',
    "Bob's Cafe",
    'Policeman',
    '24Shop',
    'A'.repeat(11),
  ]) {
    assert.deepEqual(checkBrand(brand, ['Police', 'Bank']), { ok: true, brand });
  }
});

it('refuses other characters, numbers, length and reserved words however disguised', () => {
  for (const [brand, sentence] of [
    ['', /Write the name/],
    ['   ', /Write the name/],
    ['A'.repeat(12), /at most 11 characters. This one has 12/],
    ['Καφές', /“Κ” cannot stand/],
    ['Café', /“é” cannot stand/],
    ['a@b', /“@”/],
    ['a_b', /“_”/],
    ['a€b', /“€”/],
    ['a\nb', /cannot stand/],
    ['😀', /“😀”/],
    ['12345', /needs a letter/],
    ['+3069123456', /needs a letter/],
    ['(210) 123-4', /needs a letter/],
    ['police', /“Police” is reserved/],
    ['P0L1CE', /“Police” is reserved/],
    ['Po lice', /“Police” is reserved/],
    ['P-O-L-I-C-E', /“Police” is reserved/],
    ['PoIice', /“Police” is reserved/],
    ['Police GR', /“Police” is reserved/],
    ['My 8ank', /“Bank” is reserved/],
  ] as const) {
    const result = checkBrand(brand, ['Police', 'Bank', ' ']);
    assert.ok(!result.ok, brand);
    assert.match(result.sentence, sentence, brand);
  }
});
