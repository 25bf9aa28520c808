import type { ExportFile } from './export-file.ts';
import { accessFiles } from './files/access-files.ts';
import { accountFiles } from './files/account-files.ts';
import { billingFiles } from './files/billing-files.ts';
import { ceilingFiles } from './files/ceiling-files.ts';
import { factorFiles } from './files/factor-files.ts';
import { invoiceFiles } from './files/invoice-files.ts';
import { messageFiles } from './files/message-files.ts';
import { moneyFiles } from './files/money-files.ts';
import { otherFiles } from './files/other-files.ts';
import { sendFiles } from './files/send-files.ts';
import { senderFiles } from './files/sender-files.ts';

/** Everything that an archive holds, in the order in which it is read. */
export const exportFiles: readonly ExportFile[] = [
  ...accountFiles,
  ...factorFiles,
  ...senderFiles,
  ...sendFiles,
  ...messageFiles,
  ...moneyFiles,
  ...billingFiles,
  ...invoiceFiles,
  ...ceilingFiles,
  ...accessFiles,
  ...otherFiles,
];
