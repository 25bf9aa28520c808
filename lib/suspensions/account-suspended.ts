/** Something was to be sent from an account that is suspended. Rolls the transaction back and becomes a refusal outside. */
export class AccountSuspended extends Error {
  override name = 'AccountSuspended';
}
