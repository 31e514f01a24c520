import type { ComponentType, ReactNode } from 'react';
import { useMay } from '../../app/session';
import { useUrl } from '../../app/url';
import { EmptyState } from '../../components/States';
import { Tabs } from '../../components/Tabs';
import { useTexts } from '../../i18n/context';
import { AuditLog } from './AuditLog';
import { Keys } from './Keys';
import { LimitsCard } from './Limits';
import { People } from './People';
import { WidgetList } from './WidgetList';

const parts = { keys: Keys, users: People, widgets: WidgetList, audit: AuditLog, limits: LimitsCard } as const satisfies Readonly<
  Record<string, ComponentType>
>;
type Part = keyof typeof parts;
const names = Object.keys(parts) as readonly Part[];

export default function AccessPage(): ReactNode {
  const t = useTexts();
  const may = useMay();
  const { params, set } = useUrl();
  const chosen = names.find((name) => name === params.get('show')) ?? 'keys';
  const Shown = parts[chosen];
  if (!may.manage) return <EmptyState>{t.forms.notManage}</EmptyState>;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.access.title}</h1>
          <p>{t.access.about}</p>
        </div>
      </div>
      <Tabs
        label={t.access.title}
        tabs={names.map((id) => ({ id, label: t.access.tabs[id] }))}
        chosen={chosen}
        onChoose={(id) => set({ show: id === 'keys' ? null : id, after: null, action: null, actor: null, from: null, to: null })}
      >
        <Shown />
      </Tabs>
    </>
  );
}
