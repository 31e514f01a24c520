import { useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { SettingsHistory } from '../../generated/SettingsHistory';
import { useFormats, useTexts } from '../../i18n/context';
import { changesOf, type Change } from './who';

const all = {};

/** Who changed these settings, and from when on that holds. Asked for when it is opened. */
export function History({ names, timed = false }: { readonly names: readonly string[]; readonly timed?: boolean }): ReactNode {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <details className="card settings-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.settings.history}</summary>
      {open && <Changes names={names} timed={timed} />}
    </details>
  );
}

function Changes({ names, timed }: { readonly names: readonly string[]; readonly timed: boolean }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const query = useQuery(SettingsHistory, all);
  const columns: readonly Column<Change & { readonly id: number }>[] = [
    { key: 'at', header: t.settings.when, cell: ({ at }) => formats.instant(at), csv: ({ at }) => at },
    { key: 'who', header: t.settings.who, cell: ({ who }) => who ?? t.settings.system, csv: ({ who }) => who },
    ...(timed
      ? [
          {
            key: 'from',
            header: t.settings.holdsFrom,
            cell: ({ from }: Change) =>
              from === null ? t.settings.fromThen : from === 'beginning' ? t.settings.beginning : formats.instant(from),
            csv: ({ from, at }: Change) => from ?? at,
          },
        ]
      : []),
  ];
  return (
    <Loaded query={query} lines={2}>
      {({ tenant }) => (
        <Table
          name="history"
          caption={t.settings.history}
          columns={columns}
          rows={changesOf(tenant.audit.nodes, names).map((change, id) => ({ ...change, id }))}
          keyOf={({ id }) => String(id)}
          empty={t.settings.noHistory}
        />
      )}
    </Loaded>
  );
}
