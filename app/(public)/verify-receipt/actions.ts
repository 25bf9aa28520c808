'use server';

import { z } from 'zod';
import { visitorAction } from '#lib/auth/visitor-action.ts';
import { env } from '#lib/env.ts';
import { judgeStatement } from '#lib/receipts/judge-statement.ts';
import { verifyStatement } from '#lib/receipts/sign-statement.ts';
import { done } from '#lib/web/action-state.ts';
import { fileProblem } from './file-problem.ts';

const form = z.object({
  file: z.instanceof(File, { error: 'Choose the file of a receipt first.' }).check((context) => {
    const problem = fileProblem(context.value);
    if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value });
  }),
});

/** Checks a receipt where the browser cannot. The file is looked at and kept nowhere. */
export const checkReceipt = visitorAction(form, async (_ctx, { file }) => {
  const octets = new Uint8Array(await file.arrayBuffer());
  const verdict = await judgeStatement(octets, ({ text, signature }) =>
    verifyStatement(env.MASKING_PUBLIC_KEYS, text, Buffer.from(signature, 'base64')),
  );
  return done(verdict);
});
