import { useEffect, useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { useNow } from '../../app/now';
import { scopePath } from '../../app/scope';
import { useMay } from '../../app/session';
import { useUrl } from '../../app/url';
import { Badge, Card, type Tone } from '../../components/Card';
import { Select } from '../../components/Field';
import { Pager } from '../../components/form/Pager';
import { KpiTile, type TileValue } from '../../components/KpiTile';
import { EmptyState, Loaded } from '../../components/States';
import { Table } from '../../components/Table';
import { channelName } from '../../components/words';
import type { NowFieldsFragment } from '../../generated/fragments';
import { LiveNow } from '../../generated/LiveNow';
import { useFormats, useLanguage } from '../../i18n/context';
import './live.css';

type Now = NowFieldsFragment;

const kpis = ['contact_volume', 'service_level', 'average_speed_of_answer', 'abandonment_rate', 'csat', 'cases_resolved'];
/** Those who are there come first. */
const statuses = ['ASSISTING', 'WRAP', 'AVAILABLE', 'TRAINING', 'BREAK', 'OFFLINE'] as const;
const tones: Readonly<Record<string, Tone>> = { AVAILABLE: 'better', ASSISTING: 'accent', WRAP: 'accent', BREAK: 'warning' };

export default function LivePage(): ReactNode {
  const { t, locale } = useLanguage();
  const formats = useFormats();
  const { params, set } = useUrl();
  const may = useMay();
  const team = params.get('team');
  const status = statuses.find((one) => one === params.get('status')) ?? null;
  const after = params.get('after');
  const variables = useMemo(
    () => ({
      team: team ?? '',
      status,
      after,
      ofTeam: team !== null,
      ofTenant: team === null,
      teams: may.teams,
      today: may.all && !team,
      kpis,
      locale,
      previous: false,
      yearAgo: false,
    }),
    [team, status, after, may.teams, may.all, locale],
  );
  const query = useQuery(LiveNow, variables);
  const { refetch } = query;
  // What changes is told; that somebody came to be offline by time alone is not.
  useEffect(() => {
    const timer = setInterval(refetch, 15_000);
    return () => clearInterval(timer);
  }, [refetch]);
  const now = query.data?.tenant.now ?? query.data?.tenant.team?.now;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.liveNow.title}</h1>
          <p>{t.liveNow.about}</p>
        </div>
        <div className="row">
          {now && <span className="muted">{t.liveNow.at(formats.time(now.at))}</span>}
          {query.data?.tenant.teams && (
            <Select
              label={t.levels.TEAM}
              hideLabel
              value={team ?? ''}
              onChange={(event) => set({ team: event.target.value, after: null })}
              options={[
                { value: '', label: t.liveNow.anyTeam },
                ...query.data.tenant.teams.nodes.map(({ key, name }) => ({ value: key, label: name })),
              ]}
            />
          )}
        </div>
      </div>
      <Loaded query={query} lines={6} tall>
        {({ tenant: { scorecard } }) => (
          <>
            {now ? (
              <>
                <Counts now={now} chosen={status} onChoose={(one) => set({ status: one, after: null })} />
                {scorecard && <Today values={scorecard.values} />}
                <Queues now={now} />
                <Agents now={now} />
              </>
            ) : (
              <EmptyState>{t.problems.NOT_FOUND}</EmptyState>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function Today({ values }: { readonly values: readonly TileValue[] }): ReactNode {
  const { t } = useLanguage();
  return (
    <section className="stack" aria-labelledby="live-today">
      <h2 id="live-today">{t.liveNow.today}</h2>
      <div className="kpi-tiles">
        {values.map((value) => (
          <KpiTile key={value.kpi.code} value={value} params={{ period: 'today' }} />
        ))}
      </div>
    </section>
  );
}

type Status = (typeof statuses)[number];

/** Who waits and who does what; a status is also the filter of the agents below. */
function Counts({
  now,
  chosen,
  onChoose,
}: {
  readonly now: Now;
  readonly chosen: Status | null;
  readonly onChoose: (status: Status | null) => void;
}): ReactNode {
  const { t } = useLanguage();
  const formats = useFormats();
  const clock = useNow(1_000);
  const waiting = now.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const longest = now.queues.flatMap(({ longestSince }) => longestSince ?? []).sort()[0];
  return (
    <div className="live-counts">
      <p className={waiting > 0 ? 'live-count live-wait' : 'live-count'}>
        <span>{t.liveNow.waiting}</span>
        <strong>{formats.number(waiting)}</strong>
      </p>
      <p className={waiting > 0 ? 'live-count live-wait' : 'live-count'}>
        <span>{t.liveNow.longest}</span>
        <strong>{longest ? formats.duration(Math.max(0, (clock - Date.parse(longest)) / 1000)) : '–'}</strong>
      </p>
      {now.statuses.map(({ status, count }) => (
        <button
          key={status}
          type="button"
          className="live-count"
          aria-pressed={chosen === status}
          onClick={() => onChoose(chosen === status ? null : status)}
        >
          <span>{t.liveNow[status]}</span>
          <strong>{formats.number(count)}</strong>
        </button>
      ))}
    </div>
  );
}

function Queues({ now }: { readonly now: Now }): ReactNode {
  const { t } = useLanguage();
  const formats = useFormats();
  const clock = useNow(1_000);
  return (
    <Card title={t.liveNow.queues}>
      {now.capped && <p role="status">{t.liveNow.capped}</p>}
      {now.queues.length === 0 ? (
        <EmptyState>{t.liveNow.nobodyWaits}</EmptyState>
      ) : (
        <Table
          name="queues"
          caption={t.liveNow.queues}
          csvName="queues"
          rows={now.queues}
          keyOf={({ channel, queue }) => `${channel} ${queue ?? ''}`}
          columns={[
            {
              key: 'channel',
              header: t.dimensions.CHANNEL,
              cell: ({ channel }) => channelName(t, channel),
              sort: ({ channel }) => channel,
              csv: ({ channel }) => channel,
            },
            {
              key: 'queue',
              header: t.liveNow.queue,
              cell: ({ queue }) => queue ?? '–',
              sort: ({ queue }) => queue,
              csv: ({ queue }) => queue,
            },
            {
              key: 'waiting',
              header: t.liveNow.waiting,
              cell: ({ waiting }) => formats.number(waiting),
              sort: ({ waiting }) => waiting,
              csv: ({ waiting }) => waiting,
              number: true,
            },
            {
              key: 'longest',
              header: t.liveNow.longest,
              cell: ({ longestSince }) => (longestSince ? formats.duration(Math.max(0, (clock - Date.parse(longestSince)) / 1000)) : '–'),
              sort: ({ longestSince }) => (longestSince ? -Date.parse(longestSince) : null),
              csv: ({ longestSince }) => longestSince,
              number: true,
            },
          ]}
        />
      )}
    </Card>
  );
}

function Agents({ now }: { readonly now: Now }): ReactNode {
  const { t } = useLanguage();
  const formats = useFormats();
  const clock = useNow(1_000);
  const rows = useMemo(
    () => [...now.agents.nodes].sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status)),
    [now.agents.nodes],
  );
  return (
    <Card title={t.liveNow.agents}>
      <Table
        name="agents"
        caption={t.liveNow.agents}
        csvName="agents-now"
        empty={t.liveNow.noAgents}
        rows={rows}
        keyOf={({ agent }) => agent.key}
        columns={[
          {
            key: 'name',
            header: t.levels.AGENT,
            cell: ({ agent }) => <AppLink to={scopePath({ level: 'AGENT', key: agent.key })}>{agent.name}</AppLink>,
            sort: ({ agent }) => agent.name,
            csv: ({ agent }) => agent.name,
          },
          {
            key: 'team',
            header: t.levels.TEAM,
            cell: ({ agent }) => agent.team?.name ?? '–',
            sort: ({ agent }) => agent.team?.name ?? null,
            csv: ({ agent }) => agent.team?.name,
            wide: true,
          },
          {
            key: 'status',
            header: t.liveNow.status,
            cell: ({ status }) => <Badge tone={tones[status] ?? 'plain'}>{t.liveNow[status]}</Badge>,
            sort: ({ status }) => t.liveNow[status],
            csv: ({ status }) => status,
          },
          {
            key: 'since',
            header: t.liveNow.since,
            cell: ({ since }) => (since ? formats.duration(Math.max(0, (clock - Date.parse(since)) / 1000)) : '–'),
            sort: ({ since }) => (since ? -Date.parse(since) : null),
            csv: ({ since }) => since,
            number: true,
          },
        ]}
      />
      <Pager name="after" pageInfo={now.agents.pageInfo} />
    </Card>
  );
}
