/** Different numbers in one send. In a file of its own, so that a page can say it without the numbering plans. */
export const maxRecipients = 100_000;
