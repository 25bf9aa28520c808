import { z } from 'zod';

/** The fields that `components/step-up.tsx` sends: spread them in the form of an action that asks `proveAgain`. */
export const proofFields = {
  password: z.string().default(''),
  passkey: z.string().default(''),
};
