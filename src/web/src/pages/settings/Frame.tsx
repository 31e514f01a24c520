import { useEffect, useRef, type ReactNode } from 'react';
import { AppLink } from '../../app/link';
import { useMay } from '../../app/session';
import { useUrl } from '../../app/url';
import { cx } from '../../components/cx';
import { EmptyState } from '../../components/States';
import { useTexts } from '../../i18n/context';
import { JobProgress } from './JobProgress';
import { pathOf, sectionGroups, sections, type Section } from './sections';
import './settings.css';

/** What is around each part of the settings: where the others are, and the work that a change has started. */
export function Frame({ section, children }: { readonly section: Section; readonly children: ReactNode }): ReactNode {
  const t = useTexts();
  const may = useMay();
  const { params } = useUrl();
  const job = params.get('job');
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const here = list.current?.querySelector<HTMLElement>('.settings-here');
    // On a small screen the list is one line.
    if (here && list.current) list.current.scrollLeft = here.offsetLeft - list.current.clientWidth / 2 + here.clientWidth / 2;
  }, [section]);
  if (!may.manage) return <EmptyState>{t.forms.notManage}</EmptyState>;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.settings.sections[section]}</h1>
          <p>{t.settings.abouts[section]}</p>
        </div>
      </div>
      <div className="settings">
        <nav className="settings-nav no-print" aria-label={t.settings.title} ref={list}>
          {sectionGroups.map((group) => (
            <div key={group} className="settings-group">
              <h2>{t.settings.groups[group]}</h2>
              <ul>
                {sections
                  .filter((one) => one.group === group)
                  .map(({ id }) => (
                    <li key={id}>
                      <AppLink
                        to={pathOf(id)}
                        params={job === null ? {} : { job }}
                        className={cx('settings-link', id === section && 'settings-here')}
                      >
                        {t.settings.sections[id]}
                        {id === section && <span className="visually-hidden" aria-current="page" />}
                      </AppLink>
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        </nav>
        <div className="stack">
          {job !== null && <JobProgress id={job} />}
          {children}
        </div>
      </div>
    </>
  );
}
