import { readVisitor } from '#lib/auth/read-visitor.ts';
import { log } from '#lib/log.ts';
import { pressStopLink } from '#lib/opt-outs/press-stop-link.ts';
import { paths } from '#lib/web/paths.ts';

type PressContext = { params: Promise<{ token: string }> };

/**
 * The button of the page behind a link to stop; the page says afterwards what is so. No session and no origin is asked for:
 * the secret in the address is the whole right, and another site that has it can do no more than its owner may.
 */
export async function POST(_request: Request, { params }: PressContext): Promise<Response> {
  const { token } = await params;
  const isDone = await pressStopLink(await readVisitor(), token).then(
    () => true,
    (error: unknown) => {
      log().error({ err: error }, 'A press on a link to stop failed.');
      return false;
    },
  );
  const Location = paths.stop(token, isDone ? {} : { again: 1 });
  return new Response(null, { status: 303, headers: { Location } });
}
