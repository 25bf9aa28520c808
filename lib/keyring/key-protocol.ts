import { z } from 'zod';

/**
 * What is spoken on a key process's socket: frames of a length (4 octets, big-endian) and JSON in UTF-8. Every question
 * has an id, and its answers carry it; questions may overtake each other.
 */
export const maxFrameOctets = 65_536;

/** Names of a list come in frames of so many. */
export const namesInFrame = 200;

const id = z.int().min(0);
const name = z.string().max(230);

/** `name`: of a key, or the beginning of those to list. */
export const keyQuestion = z.object({
  id,
  verb: z.enum(['create', 'read', 'destroy', 'list']),
  name,
});
export type KeyQuestion = z.output<typeof keyQuestion>;

/** Why there is none: the socket has no right to it, too many keys were asked for, or the key process failed. */
export const keyRefusals = ['not-allowed', 'too-many', 'failed'] as const;
export type KeyRefusal = (typeof keyRefusals)[number];

export const keyAnswer = z.union([
  /** To create and read; base64. */
  z.object({ id, key: z.string().nullable() }),
  /** To list; more frames follow until it is the last. */
  z.object({ id, names: z.array(name), isLast: z.boolean() }),
  /** To destroy, when nothing is left of the key. */
  z.object({ id, isDestroyed: z.literal(true) }),
  z.object({ id, refusal: z.enum(keyRefusals) }),
]);
export type KeyAnswer = z.output<typeof keyAnswer>;
