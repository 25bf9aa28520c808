import type { Form } from './ask.ts';
import type { OwnersRows } from './owners-rows.ts';
import type { Person } from './people.ts';

export type Action = {
  /** Whom it is for: `owner`, whose rows the form names; `customer`: each for their own; staff by their role. */
  for: 'anybody' | 'customer' | 'owner' | readonly Person[];
  /** Right in every field, so that nothing but the gate stands in the way. */
  form: (rows: OwnersRows) => Form;
  /** Why nobody sends it in earnest at the end; without it, the one whom it is for does, and it has to work. */
  untried?: string;
};
