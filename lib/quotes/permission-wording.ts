/** The customer's statement that every send records, as it reads beside the box that is ticked. */
export const permissionWording =
  'Everybody on this list has agreed to get messages from me, and I can show it.';
