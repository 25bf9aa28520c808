import { MAX_STATEMENT_BYTES } from '#lib/receipts/statement-file.ts';

/** Why a chosen file is not looked into; null when it is. */
export function fileProblem(file: File): string | null {
  if (file.size === 0) return 'Choose the file of a receipt first.';
  if (file.size > MAX_STATEMENT_BYTES) {
    return 'This file is too big for a receipt: a receipt is a PDF or JSON file of less than 1 MB. Choose the file as you downloaded it.';
  }
  return null;
}
