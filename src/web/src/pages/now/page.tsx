import { useEffect, useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { useNow } from '../../app/now';
import { useMay, useViewer } from '../../app/session';
import { useUrl } from '../../app/url';
import { Badge, Card, type Tone } from '../../components/Card';
import { Select } from '../../components/Field';
import { Pager } from '../../components/form/Pager';
import { EmptyState, Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { AgentsNow } from '../../generated/AgentsNow';
import type { NowPageFieldsFragment } from '../../generated/fragments';
import { useFormats, useTexts } from '../../i18n/context';
import './now.css';

type AgentNow = NowPageFieldsFragment['agents']['nodes'][number];
type Queue = NowPageFieldsFragment['queues'][number];
const statuses = ['AVAILABLE', 'ASSISTING', 'WRAP', 'TRAINING', 'BREAK', 'OFFLINE'] as const;
const tones: Readonly<Record<(typeof statuses)[number], Tone>> = {
  AVAILABLE: 'better',
  ASSISTING: 'accent',
  WRAP: 'accent',
  TRAINING: 'plain',
  BREAK: 'warning',
  OFFLINE: 'plain',
};

export default function NowPage(): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { params, set } = useUrl();
  const viewer = useViewer();
  const may = useMay();
  const team = params.get('team') ?? (may.all || may.role === 'AGENT' ? null : (viewer.teams?.[0]?.key ?? null));
  const status = statuses.find((one) => one === params.get('status')) ?? null;
  const after = params.get('after');
  const variables = useMemo(() => ({ team: team ?? '', whole: team === null, status, after }), [team, status, after]);
  const query = useQuery(AgentsNow, variables);
  const { refetch } = query;
  // What changes is told; that somebody came to be offline by time alone is not.
  useEffect(() => {
    const timer = setInterval(refetch, 15_000);
    return () => clearInterval(timer);
  }, [refetch]);
  const now = query.data ? (query.data.tenant.now ?? query.data.tenant.team?.now ?? null) : null;
  const teams = query.data?.tenant.teams.nodes ?? [];
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.nowPage.title}</h1>
          <p>
            {t.nowPage.about} {now && <span className="muted">{t.nowPage.asOf(formats.time(now.at))}</span>}
          </p>
        </div>
        {teams.length > 0 && (
          <Select
            label={t.nowPage.team}
            value={team ?? ''}
            onChange={(event) => set({ team: event.target.value, after: null })}
            options={[
              ...(may.all ? [{ value: '', label: t.nowPage.everyTeam }] : []),
              ...teams.map(({ key, name }) => ({ value: key, label: name })),
            ]}
          />
        )}
      </div>
      <Loaded query={query} lines={8}>
        {() =>
          now ? (
            <>
              <Statuses now={now} chosen={status} onChoose={(one) => set({ status: one, after: null })} />
              {may.teams && (
                <Card title={t.nowPage.queues} about={t.nowPage.queuesAbout}>
                  {now.capped && <p className="muted">{t.nowPage.capped}</p>}
                  <Queues queues={now.queues} />
                </Card>
              )}
              <Card
                title={t.nowPage.agents}
                actions={
                  <Select
                    label={t.forms.state}
                    hideLabel
                    value={status ?? ''}
                    onChange={(event) => set({ status: event.target.value, after: null })}
                    options={[
                      { value: '', label: t.nowPage.everyStatus },
                      ...statuses.map((one) => ({ value: one, label: t.nowPage.status[one] })),
                    ]}
                  />
                }
              >
                <Agents agents={now.agents.nodes} />
                <Pager name="after" pageInfo={now.agents.pageInfo} />
              </Card>
            </>
          ) : (
            <EmptyState>{t.problems.NOT_FOUND}</EmptyState>
          )
        }
      </Loaded>
    </>
  );
}

function Statuses({
  now,
  chosen,
  onChoose,
}: {
  readonly now: NowPageFieldsFragment;
  readonly chosen: string | null;
  readonly onChoose: (status: string | null) => void;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  return (
    <div className="now-counts" role="group" aria-label={t.forms.state}>
      {statuses.map((status) => (
        <button
          key={status}
          type="button"
          className={`now-count now-${status.toLowerCase()}`}
          aria-pressed={chosen === status}
          onClick={() => onChoose(chosen === status ? null : status)}
        >
          <strong>{formats.number(now.statuses.find((one) => one.status === status)?.agents ?? 0)}</strong>
          <span>{t.nowPage.status[status]}</span>
        </button>
      ))}
    </div>
  );
}

/** How long it has been, counted on by the second. */
function Since({ at, running = true }: { readonly at: string; readonly running?: boolean }): ReactNode {
  const formats = useFormats();
  const now = useNow(running ? 1_000 : 30_000);
  return <time title={formats.instant(at)}>{formats.duration(Math.max(Math.floor((now - Date.parse(at)) / 1_000), 0))}</time>;
}

function Queues({ queues }: { readonly queues: readonly Queue[] }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const columns: readonly Column<Queue>[] = [
    {
      key: 'queue',
      header: t.nowPage.queue,
      cell: ({ queue, channel }) => (
        <>
          <strong>{queue ?? t.nowPage.noName}</strong> <Badge>{channel}</Badge>
        </>
      ),
      csv: ({ queue, channel }) => `${channel} ${queue ?? ''}`,
    },
    {
      key: 'waiting',
      header: t.nowPage.waiting,
      cell: ({ waiting }) => formats.number(waiting),
      sort: ({ waiting }) => waiting,
      csv: ({ waiting }) => waiting,
      number: true,
    },
    {
      key: 'longest',
      header: t.nowPage.longest,
      cell: ({ longestSince }) => <Since at={longestSince} />,
      sort: ({ longestSince }) => -Date.parse(longestSince),
      csv: ({ longestSince }) => longestSince,
      number: true,
    },
  ];
  return (
    <Table
      name="queues"
      caption={t.nowPage.queuesAbout}
      columns={columns}
      rows={queues}
      keyOf={({ channel, queue }) => `${channel} ${queue ?? ''}`}
      empty={t.nowPage.noQueues}
      csvName="queues"
    />
  );
}

function Agents({ agents }: { readonly agents: readonly AgentNow[] }): ReactNode {
  const t = useTexts();
  const columns: readonly Column<AgentNow>[] = [
    {
      key: 'agent',
      header: t.nowPage.agent,
      cell: ({ agent }) => <AppLink to={`/agents/${encodeURIComponent(agent.key)}`}>{agent.name}</AppLink>,
      sort: ({ agent }) => agent.name,
      csv: ({ agent }) => agent.name,
    },
    {
      key: 'team',
      header: t.nowPage.team,
      cell: ({ agent }) => agent.team?.name ?? '',
      sort: ({ agent }) => agent.team?.name ?? null,
      wide: true,
    },
    {
      key: 'status',
      header: t.forms.state,
      cell: ({ status }) => <Badge tone={tones[status]}>{t.nowPage.status[status]}</Badge>,
      sort: ({ status }) => statuses.indexOf(status),
      csv: ({ status }) => status,
    },
    {
      key: 'since',
      header: t.nowPage.for,
      cell: ({ since, status }) => (since === null ? '–' : <Since at={since} running={status !== 'OFFLINE'} />),
      sort: ({ since }) => (since === null ? null : -Date.parse(since)),
      csv: ({ since }) => since,
      number: true,
    },
  ];
  return (
    <Table
      name="agents"
      caption={t.nowPage.about}
      columns={columns}
      rows={agents}
      keyOf={({ agent }) => agent.key}
      empty={t.nowPage.noAgents}
      csvName="agents-now"
    />
  );
}
