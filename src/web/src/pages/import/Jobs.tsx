import { useEffect, useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useUrl } from '../../app/url';
import { Badge, Card } from '../../components/Card';
import { Button } from '../../components/Button';
import { Pager } from '../../components/form/Pager';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { csvOf, save } from '../../format/csv';
import { Imports, type ImportsQuery } from '../../generated/Imports';
import { useFormats, useTexts } from '../../i18n/context';

type Job = ImportsQuery['tenant']['importJobs']['nodes'][number];
const tones = { RUNNING: 'accent', DONE: 'better', FAILED: 'worse' } as const;

export function Jobs(): ReactNode {
  const t = useTexts();
  const { params } = useUrl();
  const after = params.get('after');
  const variables = useMemo(() => ({ after }), [after]);
  const query = useQuery(Imports, variables);
  const { refetch } = query;
  const running = query.data?.tenant.importJobs.nodes.some(({ state }) => state === 'RUNNING') ?? false;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(refetch, 1_500);
    return () => clearInterval(timer);
  }, [running, refetch]);
  return (
    <Card title={t.imports.jobs} about={t.imports.jobsAbout}>
      <Loaded query={query}>
        {({ tenant: { importJobs } }) => (
          <>
            <JobTable jobs={importJobs.nodes} />
            <Pager name="after" pageInfo={importJobs.pageInfo} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function JobTable({ jobs }: { readonly jobs: readonly Job[] }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const count = (key: 'rows' | 'accepted' | 'duplicates' | 'rejected', wide: boolean): Column<Job> => ({
    key,
    header: t.imports[key],
    cell: (job) => (job.import ? formats.number(job.import[key]) : '–'),
    csv: (job) => job.import?.[key],
    number: true,
    wide,
  });
  const columns: readonly Column<Job>[] = [
    {
      key: 'state',
      header: t.forms.state,
      cell: ({ state, error }) => (
        <>
          <Badge tone={tones[state]}>{t.imports.job[state]}</Badge>
          {error && <span className="cell-sub">{error}</span>}
        </>
      ),
      csv: ({ state }) => state,
    },
    {
      key: 'progress',
      header: t.imports.progress,
      cell: ({ done, total, state }) =>
        state === 'RUNNING' ? (
          <progress value={total > 0 ? done / total : undefined} max={1} aria-label={t.imports.progress} />
        ) : (
          formats.percent(total > 0 ? (done / total) * 100 : 100, 0)
        ),
    },
    count('rows', true),
    count('accepted', false),
    count('duplicates', true),
    count('rejected', false),
    {
      key: 'errors',
      header: t.imports.errors,
      cell: (job) => <RowErrors job={job} />,
    },
  ];
  return <Table name="jobs" caption={t.imports.jobsAbout} columns={columns} rows={jobs} keyOf={({ id }) => id} empty={t.imports.noJobs} />;
}

function RowErrors({ job }: { readonly job: Job }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const errors = job.import?.errors ?? [];
  if (errors.length === 0) return '–';
  const download = (): void =>
    save(
      'refused-rows.csv',
      csvOf(
        [t.imports.line, t.imports.field, t.imports.why, t.forms.more],
        errors.map(({ line, field, code, message }) => [line, field, code, message]),
      ),
    );
  return (
    <details>
      <summary>
        {t.imports.line} {formats.number(errors[0]?.line ?? 0)}: {errors[0]?.message}
      </summary>
      <ul>
        {errors.slice(0, 20).map(({ line, field, message }) => (
          <li key={`${line} ${field ?? ''} ${message}`} className="cell-sub">
            {t.imports.line} {formats.number(line)}
            {field && `, ${field}`}: {message}
          </li>
        ))}
      </ul>
      <Button small icon="download" onClick={download}>
        {t.imports.errorsCsv}
      </Button>
    </details>
  );
}
