import { paths } from '#lib/web/paths.ts';
import { SectionNav } from './section-nav.tsx';

/** The parts of Settings. */
export function SettingsNav() {
  return (
    <SectionNav
      label="Settings"
      links={[
        { href: paths.settings(), words: 'Account' },
        { href: paths.securitySettings(), words: 'Security' },
        { href: paths.devices(), words: 'Devices' },
        { href: paths.contentSettings(), words: 'Content' },
        { href: paths.whoLooked(), words: 'Who looked' },
        { href: paths.consents(), words: 'Statements' },
        { href: paths.dataSettings(), words: 'Your data' },
        { href: paths.termsSettings(), words: 'Terms' },
      ]}
    />
  );
}
