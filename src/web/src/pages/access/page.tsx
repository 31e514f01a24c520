import type { ComponentType, ReactNode } from 'react';
import type { PageProps } from '../../app/routes/route';
import { useMay } from '../../app/session';
import { LinkTabs } from '../../components/LinkTabs';
import { EmptyState } from '../../components/States';
import { useTexts } from '../../i18n/context';
import './access.css';
import { Audit } from './Audit';
import { Keys } from './Keys';
import { Limits } from './Limits';
import { People } from './People';
import { Widgets } from './Widgets';

const parts = { keys: Keys, people: People, widgets: Widgets, audit: Audit, limits: Limits } as const satisfies Readonly<
  Record<string, ComponentType>
>;
type Part = keyof typeof parts;

export default function AccessPage({ params: { part = 'keys' } }: PageProps): ReactNode {
  const t = useTexts();
  const may = useMay();
  const Shown = Object.hasOwn(parts, part) ? parts[part as Part] : null;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.access.title}</h1>
          <p>{t.access.about}</p>
        </div>
      </div>
      {may.manage ? (
        <>
          <LinkTabs
            label={t.access.title}
            items={(Object.keys(parts) as Part[]).map((one) => ({
              to: one === 'keys' ? '/access' : `/access/${one}`,
              label: t.access[one],
            }))}
          />
          {Shown ? <Shown /> : <EmptyState>{t.shell.notFound}</EmptyState>}
        </>
      ) : (
        <EmptyState>{t.forms.notManage}</EmptyState>
      )}
    </>
  );
}
