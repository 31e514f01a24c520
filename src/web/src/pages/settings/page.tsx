import type { ReactNode } from 'react';
import { AppLink } from '../../app/link';
import { useMay } from '../../app/session';
import { EmptyState } from '../../components/States';
import { useTexts } from '../../i18n/context';
import { pathOf, sectionGroups, sections } from './sections';
import './settings.css';

export default function SettingsPage(): ReactNode {
  const t = useTexts();
  const may = useMay();
  if (!may.manage) return <EmptyState>{t.forms.notManage}</EmptyState>;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.settings.title}</h1>
          <p>{t.settings.about}</p>
        </div>
      </div>
      {sectionGroups.map((group) => (
        <section key={group} className="stack">
          <h2>{t.settings.groups[group]}</h2>
          <ul className="settings-index">
            {sections
              .filter((one) => one.group === group)
              .map(({ id }) => (
                <li key={id} className="card">
                  <h3>
                    <AppLink to={pathOf(id)}>{t.settings.sections[id]}</AppLink>
                  </h3>
                  <p>{t.settings.abouts[id]}</p>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}
