/** The name of a key: lower-case words and ids with `/` between them, such as `account/<id>`. */
export type KeyName = string;

/**
 * Named 32-byte keys that PostgreSQL, its log and its backups never hold. Destroying a key destroys everything that
 * was sealed under it, wherever the ciphertext has been copied to.
 */
export type Keyring = {
  /** Makes a key if there is none of that name; returns it either way. Two callers at once get the same key. */
  create(name: KeyName): Promise<Buffer>;
  /** The key, or null when it never was or has been destroyed. */
  read(name: KeyName): Promise<Buffer | null>;
  /** Destroys the key for good. Destroying what is not there is no error. */
  destroy(name: KeyName): Promise<void>;
  /** Names that begin with `prefix`. */
  list(prefix: string): Promise<KeyName[]>;
};

/** A key that must exist is gone: what it sealed cannot be read by anybody any more. */
export class KeyDestroyed extends Error {
  override name = 'KeyDestroyed';
}

/** Reads a key that must exist. Throws `KeyDestroyed` when it does not. */
export async function requireKey(keyring: Keyring, name: KeyName): Promise<Buffer> {
  const key = await keyring.read(name);
  if (key === null) throw new KeyDestroyed(`The key ${name} has been destroyed.`);
  return key;
}
