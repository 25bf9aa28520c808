/** The customer's statement that is kept with a brand, as it reads beside the box that is ticked. */
export const brandDeclarationWording =
  'This name is mine, or I am allowed to use it, and I answer for what is sent under it.';
