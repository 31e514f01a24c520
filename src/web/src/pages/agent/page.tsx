import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { intervalFor, lengthOf, type Interval, type Period } from '../../app/period';
import type { PageProps } from '../../app/routes/route';
import { scopePath, scopeText } from '../../app/scope';
import { useMay, useViewer } from '../../app/session';
import { useView } from '../../app/url';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { CsvButton } from '../../components/CsvButton';
import { EvidenceTable } from '../../components/EvidenceTable';
import { LevelCrumbs } from '../../components/LevelCrumbs';
import { EmptyState, Loaded, NoPage } from '../../components/States';
import { AgentCard, type AgentCardQuery } from '../../generated/AgentCard';
import { useFormats, useLanguage } from '../../i18n/context';
import { areas } from '../headline';
import { valueHeader, valueRows } from '../value-csv';
import { Appraisal } from './Appraisal';
import { AreaCard } from './AreaCard';

export type AgentData = NonNullable<AgentCardQuery['tenant']['agent']>;
export type AgentValue = NonNullable<AgentData['scorecard']>['values'][number];

/** What is said about a person: each KPI that is credited to agents. */
const codes = [
  'csat',
  'nps',
  'ces',
  'negative_feedback_rate',
  'first_response_time',
  'average_response_time',
  'sla_compliance',
  'first_contact_resolution',
  'resolution_rate',
  'average_resolution_time',
  'reopen_rate',
  'transfer_rate',
  'quality_score',
  'error_rate',
  'contacts_handled',
  'cases_resolved',
  'average_handle_time',
  'occupancy',
  'adherence',
];

/** A person has few observations a day: weeks draw a line where days would draw dots. */
function stepFor(period: Period): Interval {
  const usual = intervalFor(period);
  return usual === 'DAY' && lengthOf(period) >= 28 ? 'WEEK' : usual;
}

export default function AgentPage({ params: { key = '' } }: PageProps): ReactNode {
  const { t, locale } = useLanguage();
  const formats = useFormats();
  const { tenant } = useViewer();
  const may = useMay();
  const { period, previous, yearAgo } = useView();
  const variables = useMemo(
    () => ({ key, period, kpis: codes, interval: stepFor(period), locale, previous, yearAgo }),
    [key, period, locale, previous, yearAgo],
  );
  const query = useQuery(AgentCard, variables);
  return (
    <Loaded query={query} lines={6} tall>
      {({ tenant: { agent } }) => {
        if (!agent?.scorecard) return <NoPage action={<AppLink to="/teams">{t.teams.title}</AppLink>}>{t.agents.notFound}</NoPage>;
        const { values, period: days, comments, appraisal } = agent.scorecard;
        const measured = values.filter(({ value }) => value !== null);
        const above = [
          ...(may.all ? [{ name: tenant.name, to: '/' }] : []),
          ...(agent.team && may.teams ? [{ name: agent.team.name, to: scopePath({ level: 'TEAM', key: agent.team.key }) }] : []),
        ];
        // Who may not see the team is told its key alone, which says nothing.
        const team = !agent.team ? t.agents.noTeam : agent.team.name === agent.team.key && !may.teams ? '' : agent.team.name;
        const written = comments?.evidence?.nodes.filter(({ comment }) => comment) ?? [];
        return (
          <>
            <div className="page-head">
              <div>
                {above.length > 0 && <LevelCrumbs above={above} here={agent.name} />}
                <h1>{agent.name}</h1>
                <p>
                  {team !== '' && `${team} · `}
                  {t.agents.cardAbout(formats.days(days.from, days.to))}
                </p>
              </div>
              <div className="row no-print">
                <CsvButton name={`agent-${agent.key}`} header={valueHeader(t)} rows={() => valueRows(values)} />
                <Button small icon="print" onClick={() => window.print()}>
                  {t.common.print}
                </Button>
              </div>
            </div>
            {measured.length === 0 && <EmptyState>{t.agents.nothing}</EmptyState>}
            {appraisal?.parts && <Appraisal value={appraisal} />}
            <div className="agent-areas">
              {areas.map((area) => (
                <AreaCard
                  key={area}
                  title={t.areas[area]}
                  values={measured.filter(({ kpi }) => kpi.keyResultArea === area)}
                  team={agent.team?.scorecard?.values ?? []}
                  scope={scopeText({ level: 'AGENT', key: agent.key })}
                />
              ))}
            </div>
            <Card title={t.agents.comments} about={t.evidence.newest}>
              <EvidenceTable
                name="comments"
                caption={t.agents.comments}
                rows={written}
                hide={['kind', 'agent', 'amount', 'part', 'key', 'case']}
                empty={t.agents.noComments}
              />
            </Card>
          </>
        );
      }}
    </Loaded>
  );
}
