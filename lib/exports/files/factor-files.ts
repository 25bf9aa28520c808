import { asc, eq } from 'drizzle-orm';
import { passkeys } from '#db/schema/factors.ts';
import { exportFile } from '../export-file.ts';
import { onePage } from '../read-pages.ts';

const passkeysFile = exportFile({
  name: 'passkeys',
  about: 'Your passkeys, without what checks them. Yours only, not those of other users.',
  fields: {
    addedAt: 'When it was added.',
    lastUsedAt: 'When it was last used.',
    backedUp: 'Whether its keeper copies it to your other devices.',
  },
  pages: (source) =>
    onePage(
      source,
      source.ctx.db
        .select({
          addedAt: passkeys.createdAt,
          lastUsedAt: passkeys.lastUsedAt,
          backedUp: passkeys.backedUp,
        })
        .from(passkeys)
        .where(eq(passkeys.userId, source.userId))
        .orderBy(asc(passkeys.createdAt)),
    ),
});

export const factorFiles = [passkeysFile];
