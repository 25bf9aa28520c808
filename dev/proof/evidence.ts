import type { Stack } from '#dev/stack.ts';
import type { Sent } from './send-canaries.ts';
import type { Version } from './witness.ts';

/** What is there when all masked content has been destroyed. */
export type Evidence = {
  home: string;
  stack: Stack;
  dataDir: string;
  sent: Sent[];
  /** So many of the masked ones have no `content_destroyed_at`. */
  undestroyed: number;
  /** Stored readable on purpose. */
  twins: string[];
  versions: Version[];
  /** Every key file that was seen meanwhile, by name, as it was. */
  keyFiles: Map<string, Buffer>;
  /** The names of those that sealed a draft or masked content that has been sent. */
  usedKeys: Set<string>;
};
