import { readHealth } from '#lib/start/read-health.ts';
import { ground } from '#lib/web/ground.ts';

export const dynamic = 'force-dynamic';

/** For load balancers and monitors: 200 when this process can serve, 503 when it cannot. */
export async function GET(): Promise<Response> {
  const health = await readHealth(ground());
  const headers = { 'Cache-Control': 'no-store' };
  return Response.json(health, { status: health.ok ? 200 : 503, headers });
}
