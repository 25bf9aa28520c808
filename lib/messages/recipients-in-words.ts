/** How many people, such as `1 recipient` and `1,200 recipients`. */
export const recipientsInWords = (count: number): string =>
  count === 1 ? '1 recipient' : `${count.toLocaleString('en')} recipients`;
