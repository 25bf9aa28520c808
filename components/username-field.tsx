import type { ActionState } from '#lib/web/action-state.ts';
import { Field } from './ui/field.tsx';
import { typedField } from './ui/form-state.ts';

/** The username of whoever signs up, signs in or recovers, as it was typed last. */
export const UsernameField = ({ state, hint }: { state: ActionState; hint?: string }) => (
  <Field
    {...typedField(state, 'username')}
    label="Username"
    {...(hint ? { hint } : {})}
    autoComplete="username"
    autoCapitalize="none"
    spellCheck={false}
  />
);
