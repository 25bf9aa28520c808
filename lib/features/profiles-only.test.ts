import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { analyticsDeletions } from '#db/schema/features.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { startMixpanelStandIn } from '#dev/mixpanel-stand-in/start-stand-in.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { askDeletions } from './ask-deletions.ts';
import { planDeletion } from './plan-deletion.ts';
import { newVisitorId } from './visitor-id.ts';

const standIn = await startMixpanelStandIn();
applyTestSettings({ MIXPANEL_TOKEN: 'project-token', MIXPANEL_API_URL: standIn.url });
const ground = await openTestGround();
const { worker } = await castOf(ground);
after(() => standIn.stop());

test('without a token for deletions, the library asks for the profile to be deleted', async () => {
  const visitor = newVisitorId();
  await planDeletion(ground, visitor, new Date(0));
  await askDeletions(worker);
  const [request, ...more] = standIn.received;
  assert.deepEqual(more, []);
  const url = new URL(request!.path, standIn.url);
  assert.deepEqual([url.pathname, url.searchParams.get('ip')], ['/engage', '0']);
  const data = JSON.parse(Buffer.from(url.searchParams.get('data')!, 'base64').toString());
  assert.deepEqual(data, { $delete: '', $token: 'project-token', $distinct_id: visitor });
  assert.deepEqual(await ground.db.select().from(analyticsDeletions), []);
});
