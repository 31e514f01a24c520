import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { intervalFor } from '../../app/period';
import type { PageProps } from '../../app/routes/route';
import { scopePath, scopeText } from '../../app/scope';
import { useMay, useViewer } from '../../app/session';
import { useUrl, useView } from '../../app/url';
import { Card } from '../../components/Card';
import { Change } from '../../components/Change';
import { CsvButton } from '../../components/CsvButton';
import { Select } from '../../components/Field';
import { KpiTile } from '../../components/KpiTile';
import { LevelCrumbs } from '../../components/LevelCrumbs';
import { EmptyState, Loaded, NoPage } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { ValueCell } from '../../components/ValueCell';
import { Team, type TeamQuery } from '../../generated/Team';
import { useFormats, useLanguage } from '../../i18n/context';
import { areas, headline } from '../headline';
import { valueHeader, valueRows } from '../value-csv';

type TeamData = NonNullable<TeamQuery['tenant']['team']>;
type Entry = NonNullable<TeamData['ranking']>[number];

const codes = areas.filter((area) => area !== 'LOYALTY').flatMap((area) => headline[area]);
/** Fewer say little about a person. */
const minCount = 5;

export default function TeamPage({ params: { key = '' } }: PageProps): ReactNode {
  const { t, locale } = useLanguage();
  const formats = useFormats();
  const { params } = useUrl();
  const { tenant } = useViewer();
  const may = useMay();
  const { period, previous, yearAgo } = useView();
  const rankBy = codes.find((code) => code === params.get('rank')) ?? 'csat';
  const variables = useMemo(
    () => ({ key, period, kpis: codes, rankBy, minCount, interval: intervalFor(period), locale, previous, yearAgo }),
    [key, period, rankBy, locale, previous, yearAgo],
  );
  const query = useQuery(Team, variables);
  return (
    <Loaded query={query} lines={6} tall>
      {({ tenant: { team }, kpi }) => {
        if (!team) return <NoPage action={<AppLink to="/teams">{t.teams.title}</AppLink>}>{t.teams.notFound}</NoPage>;
        const measured = team.scorecard?.values.filter(({ value }) => value !== null) ?? [];
        const above = [
          ...(may.all ? [{ name: tenant.name, to: '/' }] : []),
          { name: t.teams.title, to: '/teams' },
          ...(team.parent ? [{ name: team.parent.name, to: scopePath({ level: 'TEAM', key: team.parent.key }) }] : []),
        ];
        return (
          <>
            <div className="page-head">
              <div>
                <LevelCrumbs above={above} here={team.name} />
                <h1>{team.name}</h1>
                <p>
                  {team.scorecard && `${formats.days(team.scorecard.period.from, team.scorecard.period.to)} · `}
                  {t.teams.members(formats.number(team.agents.totalCount))}
                </p>
              </div>
              <CsvButton name={`team-${team.key}`} header={valueHeader(t)} rows={() => valueRows(team.scorecard?.values ?? [])} />
            </div>
            {team.teams.nodes.length > 0 && (
              <nav className="row" aria-label={t.teams.subteams}>
                <span className="muted">{t.teams.subteams}:</span>
                {team.teams.nodes.map((one) => (
                  <AppLink key={one.key} to={scopePath({ level: 'TEAM', key: one.key })}>
                    {one.name}
                  </AppLink>
                ))}
              </nav>
            )}
            {measured.length === 0 && <EmptyState>{t.agents.nothing}</EmptyState>}
            <h2 className="visually-hidden">{t.teams.area}</h2>
            <div className="kpi-tiles">
              {measured.map((value) => (
                <KpiTile
                  key={value.kpi.code}
                  value={value}
                  points={value.series?.points}
                  params={{ scope: scopeText({ level: 'TEAM', key: team.key }) }}
                />
              ))}
            </div>
            <Ranking team={team} rankBy={rankBy} name={kpi?.name ?? rankBy} />
          </>
        );
      }}
    </Loaded>
  );
}

function Ranking({ team, rankBy, name }: { readonly team: TeamData; readonly rankBy: string; readonly name: string }): ReactNode {
  const { t } = useLanguage();
  const formats = useFormats();
  const { set } = useUrl();
  const names = new Map(team.scorecard?.values.map(({ kpi }) => [kpi.code, kpi.name]));
  const columns: readonly Column<Entry>[] = [
    {
      key: 'position',
      header: t.teams.position,
      cell: ({ position }) => formats.number(position),
      sort: ({ position }) => position,
      csv: ({ position }) => position,
      number: true,
    },
    {
      key: 'name',
      header: t.levels.AGENT,
      cell: ({ scope }) => <AppLink to={scopePath(scope)}>{scope.name}</AppLink>,
      sort: ({ scope }) => scope.name,
      csv: ({ scope }) => scope.name,
    },
    {
      key: 'value',
      header: name,
      cell: ({ result }) => <ValueCell value={{ ...result, previous: null, yearAgo: null }} />,
      sort: ({ result }) => result.value,
      csv: ({ result }) => result.value,
      number: true,
    },
    {
      key: 'change',
      header: t.common.change,
      cell: ({ result }) => <Change comparison={result.previous ?? result.yearAgo} unit={result.kpi.unit} brief />,
      sort: ({ result }) => (result.previous ?? result.yearAgo)?.change ?? null,
      csv: ({ result }) => (result.previous ?? result.yearAgo)?.change,
      number: true,
    },
    {
      key: 'count',
      header: t.common.sample,
      cell: ({ result }) => formats.number(result.count),
      sort: ({ result }) => result.count,
      csv: ({ result }) => result.count,
      number: true,
      wide: true,
    },
  ];
  const options = codes.filter((code) => names.has(code)).map((code) => ({ value: code, label: names.get(code) ?? code }));
  return (
    <Card
      title={t.teams.ranking}
      about={t.teams.rankingAbout(formats.number(minCount))}
      actions={
        <Select label={t.teams.rankBy} hideLabel options={options} value={rankBy} onChange={(event) => set({ rank: event.target.value })} />
      }
    >
      {team.ranking ? (
        <Table
          name="ranking"
          caption={`${t.teams.ranking}: ${name}`}
          columns={columns}
          rows={team.ranking}
          keyOf={({ scope }) => scope.key}
          empty={t.teams.rankingNone(formats.number(minCount))}
          csvName={`ranking-${team.key}-${rankBy}`}
        />
      ) : (
        <EmptyState>{t.problems.KPI_NOT_AT_LEVEL}</EmptyState>
      )}
    </Card>
  );
}
