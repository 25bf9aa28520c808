import type { Metadata } from 'next';
import { LinkButton } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#lib/web/paths.ts';

export const metadata: Metadata = { title: 'Page not found' };

export default function NotFound() {
  return (
    <>
      <PageHeader
        title="Page not found"
        lead="There is nothing at this address, or it belongs to somebody else. Check the address, or start again from the first page."
      />
      <div>
        <LinkButton href={paths.home()}>Go to the first page</LinkButton>
      </div>
    </>
  );
}
