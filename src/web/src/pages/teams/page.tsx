import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import type { PageProps } from '../../app/routes/route';
import { useMay, useViewer } from '../../app/session';
import { useUrl, useView } from '../../app/url';
import { Card } from '../../components/Card';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { Segments } from '../../components/Tabs';
import { ValueCell } from '../../components/ValueCell';
import { Teams, type TeamsQuery } from '../../generated/Teams';
import { useLanguage } from '../../i18n/context';
import { areaOf, areas, headline } from '../headline';

type Value = NonNullable<TeamsQuery['tenant']['teams']['nodes'][number]['scorecard']>['values'][number];

interface Row {
  /** null: the organisation itself. */
  readonly key: string | null;
  readonly name: string;
  readonly parent: { readonly key: string; readonly name: string } | null;
  readonly values: readonly Value[];
}

export default function TeamsPage(_: PageProps): ReactNode {
  const { t, locale } = useLanguage();
  const { params, set } = useUrl();
  const { tenant } = useViewer();
  const may = useMay();
  const { period, previous, yearAgo } = useView();
  const area = areaOf(params.get('area'));
  const variables = useMemo(
    () => ({ period, kpis: headline[area], locale, previous, yearAgo, all: may.all }),
    [period, area, locale, previous, yearAgo, may.all],
  );
  const query = useQuery(Teams, variables);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.teams.title}</h1>
          <p>{t.teams.about}</p>
        </div>
        <Segments
          label={t.teams.area}
          options={areas.filter((one) => one !== 'LOYALTY').map((one) => ({ value: one, label: t.areas[one] }))}
          chosen={area}
          onChoose={(one) => set({ area: one.toLowerCase(), 'teams-sort': null })}
        />
      </div>
      <Card>
        <Loaded query={query}>
          {({ tenant: data }) => {
            const rows: Row[] = data.teams.nodes.map(({ key, name, parent, scorecard }) => ({
              key,
              name,
              parent,
              values: scorecard?.values ?? [],
            }));
            if (data.scorecard && rows.length > 0)
              rows.unshift({ key: null, name: tenant.name, parent: null, values: data.scorecard.values });
            return <TeamsTable rows={rows} />;
          }}
        </Loaded>
      </Card>
    </>
  );
}

function TeamsTable({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const { t } = useLanguage();
  const codes = [...new Map(rows.flatMap(({ values }) => values.map(({ kpi }) => [kpi.code, kpi] as const)))];
  const of = (row: Row, code: string): Value | undefined => row.values.find(({ kpi }) => kpi.code === code);
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      header: t.levels.TEAM,
      cell: ({ key, name }) =>
        key === null ? <strong>{name}</strong> : <AppLink to={`/teams/${encodeURIComponent(key)}`}>{name}</AppLink>,
      sort: ({ name }) => name,
      csv: ({ name }) => name,
    },
    ...(rows.some(({ parent }) => parent)
      ? [
          {
            key: 'parent',
            header: t.teams.parent,
            cell: ({ parent }: Row) => parent?.name ?? '',
            csv: ({ parent }: Row) => parent?.name,
            wide: true,
          },
        ]
      : []),
    ...codes.map(([code, kpi]) => ({
      key: code,
      header: kpi.name,
      cell: (row: Row) => <ValueCell value={of(row, code)} />,
      sort: (row: Row) => of(row, code)?.value ?? null,
      csv: (row: Row) => of(row, code)?.value,
      number: true,
    })),
  ];
  return (
    <Table
      name="teams"
      caption={t.teams.title}
      columns={columns}
      rows={rows}
      keyOf={({ key }) => key ?? ' '}
      highlight={({ key }) => key === null}
      empty={t.teams.none}
      csvName="teams"
    />
  );
}
