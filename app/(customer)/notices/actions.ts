'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { type NoticeId, parseId } from '#lib/ids.ts';
import { dismissNotice } from '#lib/notices/dismiss-notice.ts';
import { done } from '#lib/web/action-state.ts';

/** Takes a notice off the top of the pages. It stays in the list of all. */
export const dismiss = customerAction(
  z.object({ noticeId: z.string() }),
  async (ctx, input) => {
    const noticeId = parseId<NoticeId>(input.noticeId);
    if (noticeId) await dismissNotice(ctx, noticeId);
    refresh();
    return done<unknown>('dismissed');
  },
  { allowOldTerms: true },
);
