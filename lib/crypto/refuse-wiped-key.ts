const WIPED = Buffer.alloc(32);

/**
 * Throws when a key is all zeros: it was destroyed while somebody was about to use it. What is sealed or hashed under
 * zeros anybody could open.
 */
export function refuseWipedKey(key: Uint8Array): void {
  if (WIPED.equals(key)) throw new Error('The key was destroyed meanwhile.');
}
