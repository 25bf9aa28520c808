import type { Metadata } from 'next';
import { Refresh } from '#components/refresh.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { listProviderStates } from '#lib/providers/list-provider-states.ts';
import { listProviderTests } from '#lib/providers/list-provider-tests.ts';
import { paths } from '#lib/web/paths.ts';
import { ProviderCard } from './provider-card.tsx';
import { TestCard } from './test-card.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff('support');
  return { title: 'Providers' };
}

export default async function ProvidersPage() {
  const staff = await requireStaff('support');
  const [providers, tests] = await Promise.all([
    listProviderStates(staff),
    listProviderTests(staff),
  ]);
  const enabled = providers.filter((provider) => provider.enabled).map(({ name }) => name);
  return (
    <>
      <Refresh everyMs={5_000} />
      <PageHeader
        title="Providers"
        lead="The SMSCs that carry our messages, and what our sessions with them are doing now."
        actions={<LinkButton href={paths.adminProviders()}>Refresh</LinkButton>}
      />
      {providers.map((provider) => (
        <ProviderCard key={provider.id} provider={provider} now={new Date()} />
      ))}
      {enabled.length > 0 ? <TestCard providers={enabled} tests={tests} /> : null}
      {providers.length === 0 ? (
        <EmptyState title="No provider yet">
          Nothing can leave before there is one. On the server, run{' '}
          <code className="wrap-anywhere">
            npm run providers -- set main host=smsc.example systemId=… password
          </code>
        </EmptyState>
      ) : null}
    </>
  );
}
