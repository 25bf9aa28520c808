import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { applyTestSettings } from '#lib/testing.ts';
import { done, refuse } from './action-state.ts';
import { answerForm, type Entrance } from './answer-form.ts';

applyTestSettings({ APP_ORIGIN: 'https://sms.example.com' });
const OURS = 'https://sms.example.com';
const schema = z.object({ name: z.string().min(1, 'Type a name.'), newPassword: z.string() });

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

function action(
  overrides: Partial<Parameters<typeof answerForm<string, typeof schema, string>>[2]> = {},
) {
  const steps: string[] = [];
  return {
    steps,
    schema,
    enter: async (): Promise<Entrance<string>> => {
      steps.push('enter');
      return { ctx: 'anna' };
    },
    run: async (ctx: string, { name }: { name: string }) => {
      steps.push('run');
      return done(`${ctx} greets ${name}`);
    },
    rethrow: () => {},
    ...overrides,
  };
}

const filled = () =>
  formOf({ name: 'Bob', newPassword: 'secret', recoveryCode: 'secret', $ACTION_KEY: 'x' });

describe('a form action', () => {
  it('runs the verb for a form of ours', async () => {
    const state = await answerForm(OURS, filled(), action());
    assert.deepEqual(state, { status: 'done', result: 'anna greets Bob' });
  });

  it('does nothing without our origin, not even ask who it is', async () => {
    for (const origin of [
      null,
      '',
      'null',
      'http://sms.example.com',
      'https://sms.example.com.evil.test',
      'https://evil.test',
      `${OURS}/`,
    ]) {
      const one = action();
      const state = await answerForm(origin, filled(), one);
      assert.ok(state.status === 'problems' && state.sentence?.includes(OURS), String(origin));
      assert.deepEqual(one.steps, []);
    }
  });

  it('asks who it is before it reads the form', async () => {
    const typed = { name: '' };
    const state = await answerForm(OURS, formOf(typed), {
      ...action(),
      enter: async (given) => ({
        refusal: { status: 'signedOut', sentence: 'Sign in.', typed: given },
      }),
    });
    assert.deepEqual(state, { status: 'signedOut', sentence: 'Sign in.', typed });
  });

  it('names the fields that are wrong and does not run', async () => {
    const one = action();
    const state = await answerForm(OURS, formOf({ name: '', newPassword: 'secret' }), one);
    assert.deepEqual(state, {
      status: 'problems',
      problems: [{ field: 'name', sentence: 'Type a name.' }],
      sentence: null,
      typed: { name: '' },
    });
    assert.deepEqual(one.steps, ['enter']);
  });

  it('gives back what was typed with a refusal, and never passwords, codes or fields of the framework', async () => {
    const problems = [{ field: 'name', sentence: 'Not Bob.' }];
    const state = await answerForm(
      OURS,
      filled(),
      action({ run: async () => refuse(problems, 'No.') }),
    );
    assert.deepEqual(state, {
      status: 'problems',
      problems,
      sentence: 'No.',
      typed: { name: 'Bob' },
    });
  });

  it('gives back as text what the action read from a file', async () => {
    const run = async () => refuse([], 'No.', { list: 'a,b' });
    const state = await answerForm(OURS, filled(), action({ run }));
    assert.ok(state.status === 'problems');
    assert.deepEqual(state.typed, { name: 'Bob', list: 'a,b' });
  });

  it('answers the unexpected with a neutral sentence and a reference', async () => {
    const state = await answerForm(
      OURS,
      filled(),
      action({
        run: async () => {
          throw new Error('the secret is broken');
        },
      }),
    );
    assert.ok(state.status === 'problems');
    assert.match(state.sentence ?? '', /reference: [0-9A-F]{8}\.$/);
    assert.doesNotMatch(JSON.stringify(state), /secret|broken/);
  });

  it('lets redirects pass', async () => {
    const redirect = new Error('NEXT_REDIRECT');
    const run = async () => {
      throw redirect;
    };
    const rethrow = (error: unknown) => {
      throw error;
    };
    await assert.rejects(answerForm(OURS, filled(), action({ run, rethrow })), redirect);
  });
});
