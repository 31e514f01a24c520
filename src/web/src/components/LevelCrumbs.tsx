import type { ReactNode } from 'react';
import { AppLink } from '../app/link';
import { useTexts } from '../i18n/context';
import { Icon } from './Icon';
import './pickers.css';

export interface Crumb {
  readonly name: string;
  readonly to: string;
}

/** The way down from the organisation to what is shown. */
export function LevelCrumbs({ above, here }: { readonly above: readonly Crumb[]; readonly here: string }): ReactNode {
  const t = useTexts();
  return (
    <nav className="crumbs" aria-label={t.common.level}>
      <ol>
        {above.map(({ name, to }) => (
          <li key={to}>
            <AppLink to={to}>{name}</AppLink>
            <Icon name="right" size={12} />
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
