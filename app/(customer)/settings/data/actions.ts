'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import type { SignedInCustomer } from '#lib/auth/require-customer.ts';
import { askExport } from '#lib/exports/ask-export.ts';
import { newCopyPass } from '#lib/exports/copy-pass.ts';
import { readExport } from '#lib/exports/read-export.ts';
import { proofFields } from '#lib/factors/proof-fields.ts';
import { proveAgain } from '#lib/factors/prove-again.ts';
import type { ExportId } from '#lib/ids.ts';
import { refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { paths } from '#lib/web/paths.ts';

/** Also for those who do not accept new terms: the data is theirs. */
export const makeCopy = customerAction(
  z.object(proofFields),
  async (ctx, proof) => {
    const proven = await proveAgain(ctx, proof);
    if (!proven.ok) return refuse([{ field: 'password', sentence: proven.sentence }]);
    const asked = await askExport(ctx);
    if (!asked.ok) return refuse([], asked.sentence);
    await noteFeature('copy_asked');
    return toDownload(ctx, asked.exportId);
  },
  { allowOldTerms: true },
);

/** Who proves again to be the user may download the copy that is there, in this session and for a while. */
export const showDownload = customerAction(
  z.object(proofFields),
  async (ctx, proof) => {
    const proven = await proveAgain(ctx, proof);
    if (!proven.ok) return refuse([{ field: 'password', sentence: proven.sentence }]);
    const copy = await readExport(ctx);
    if (copy?.state !== 'ready') return refuse([], 'The copy is gone. Load the page again.');
    return toDownload(ctx, copy.id);
  },
  { allowOldTerms: true },
);

/** To the page, with what opens the download there. */
const toDownload = ({ sessionHash }: SignedInCustomer, exportId: ExportId): never =>
  redirect(paths.dataSettings({ pass: newCopyPass({ exportId, sessionHash }) }));
