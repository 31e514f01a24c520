import { useState, type ReactNode } from 'react';
import { useQuery } from '../api/query';
import type { Level, ScopeKey } from '../app/scope';
import { useMay, useViewer } from '../app/session';
import { ScopeSearch } from '../generated/ScopeSearch';
import { useTexts } from '../i18n/context';
import { Field } from './Field';
import { Menu, MenuItem } from './Menu';
import './pickers.css';
import { Loaded } from './States';

/** Whose figures are shown: found by name or key among those that the viewer may see. */
export function ScopePicker({
  scope,
  name,
  levels,
  onChoose,
}: {
  readonly scope: ScopeKey;
  /** Of the scope that is chosen. */
  readonly name: string;
  readonly levels: readonly Level[];
  readonly onChoose: (scope: ScopeKey) => void;
}): ReactNode {
  const t = useTexts();
  return (
    <Menu label={t.tables.chooseScope} text={`${t.levels[scope.level]}: ${name}`} start>
      {(close) => (
        <Results
          levels={levels}
          onChoose={(chosen) => {
            onChoose(chosen);
            close();
          }}
        />
      )}
    </Menu>
  );
}

function Results({ levels, onChoose }: { readonly levels: readonly Level[]; readonly onChoose: (scope: ScopeKey) => void }): ReactNode {
  const t = useTexts();
  const { tenant } = useViewer();
  const may = useMay();
  const [search, setSearch] = useState('');
  const query = useQuery(ScopeSearch, {
    search,
    teams: levels.includes('TEAM') && may.teams,
    agents: levels.includes('AGENT'),
    customers: levels.includes('CUSTOMER') && may.all,
  });
  return (
    <div className="scope-results">
      <Field
        label={t.tables.searchScope}
        type="search"
        value={search}
        maxLength={100}
        onChange={(event) => setSearch(event.target.value)}
        autoFocus
      />
      {levels.includes('TENANT') && may.all && (
        <MenuItem onClick={() => onChoose({ level: 'TENANT', key: '' })}>
          {tenant.name} <span className="muted">{t.levels.TENANT}</span>
        </MenuItem>
      )}
      <Loaded query={query} lines={3}>
        {({ tenant: found }) => {
          const all = (
            [
              ['TEAM', found.teams?.nodes ?? []],
              ['AGENT', found.agents?.nodes ?? []],
              ['CUSTOMER', found.customers?.nodes ?? []],
            ] as const
          ).flatMap(([level, nodes]) => nodes.map(({ key, name }) => ({ level, key, name })));
          if (all.length === 0) return <p className="menu-title">{t.tables.noMatch}</p>;
          return (
            <div>
              {all.map(({ level, key, name }) => (
                <MenuItem key={`${level} ${key}`} onClick={() => onChoose({ level, key })}>
                  {name} <span className="muted">{t.levels[level]}</span>
                </MenuItem>
              ))}
            </div>
          );
        }}
      </Loaded>
    </div>
  );
}
