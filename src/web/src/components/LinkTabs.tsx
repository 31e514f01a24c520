import { useEffect, useRef, type ReactNode } from 'react';
import { AppLink } from '../app/link';
import { useUrl } from '../app/url';
import './link-tabs.css';

/** The parts of an area, each a page of its own. */
export function LinkTabs({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly { readonly to: string; readonly label: string }[];
}): ReactNode {
  const { path } = useUrl();
  const here = useRef<HTMLLIElement>(null);
  // Where there is little room, the one that is open may lie beside it.
  useEffect(() => here.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [path]);
  return (
    <nav className="link-tabs no-print" aria-label={label}>
      <ul>
        {items.map(({ to, label: text }) => (
          <li key={to} ref={to === path ? here : null}>
            <AppLink to={to} className={to === path ? 'link-tab link-tab-here' : 'link-tab'}>
              {text}
              {to === path && <span className="visually-hidden" aria-current="page" />}
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
