import type { Metadata } from 'next';
import { Refresh } from '#components/refresh.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { countJobs, listTroubledJobs } from '#lib/desk/jobs.ts';
import { readQueue } from '#lib/desk/read-queue.ts';
import { paths } from '#lib/web/paths.ts';
import { JobsCard, LanesCard, UnknownCard, UnmatchedCard } from './queue-cards.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff('support');
  return { title: 'Queue' };
}

export default async function QueuePage() {
  const staff = await requireStaff('support');
  // Before they are read: what is handed over meanwhile is not among what staff decide on.
  const now = new Date();
  const [queue, counts, jobs] = await Promise.all([
    readQueue(staff),
    countJobs(staff),
    listTroubledJobs(staff),
  ]);
  return (
    <>
      <Refresh everyMs={10_000} />
      <PageHeader
        title="Queue"
        lead="What waits to leave, what nobody knows the end of, and what the workers do in the background."
        actions={<LinkButton href={paths.adminQueue()}>Refresh</LinkButton>}
      />
      <LanesCard queue={queue} now={now} />
      <UnknownCard unknown={queue.unknown} now={now} />
      <UnmatchedCard queue={queue} />
      <JobsCard counts={counts} jobs={jobs} />
    </>
  );
}
