import sodium from 'libsodium-wrappers';

/** The public half of an X25519 pair (RFC 7748), 32 octets, whose private half is any 32 random octets. */
export async function publicHalf(privateKey: Buffer): Promise<Buffer> {
  await sodium.ready;
  return Buffer.from(sodium.crypto_scalarmult_base(privateKey));
}

/** Encrypts `octets` so that only the private half opens them, not even the caller (libsodium `crypto_box_seal`). */
export async function sealToPublic(publicKey: Buffer, octets: Buffer): Promise<Buffer> {
  await sodium.ready;
  return Buffer.from(sodium.crypto_box_seal(octets, publicKey));
}

/** Opens what `sealToPublic` made. Throws when it was made for another pair. */
export async function openWithPrivate(privateKey: Buffer, box: Buffer): Promise<Buffer> {
  const publicKey = await publicHalf(privateKey);
  return Buffer.from(sodium.crypto_box_seal_open(box, publicKey, privateKey));
}
