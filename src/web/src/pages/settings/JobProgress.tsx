import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { revalidate, useQuery } from '../../api/query';
import { useUrl } from '../../app/url';
import { Button } from '../../components/Button';
import { JobNow } from '../../generated/JobNow';
import { useFormats, useTexts } from '../../i18n/context';

interface Words {
  readonly running: string;
  readonly ran: string;
  readonly failed: string;
}

/** How far a job is. Unless `words` say otherwise it is a rebuild that a change has started; figures stay as they were until it is done, and follow it then. */
export function JobProgress({ id, words }: { readonly id: string; readonly words?: Words }): ReactNode {
  const t = useTexts();
  const { running, ran, failed } = words ?? t.settings;
  const formats = useFormats();
  const { set } = useUrl();
  const variables = useMemo(() => ({ id }), [id]);
  const query = useQuery(JobNow, variables);
  const job = query.data?.tenant.job ?? null;
  const was = useRef<string | null>(null);
  const state = job?.state ?? null;
  useEffect(() => {
    if (was.current === 'RUNNING' && state === 'DONE') revalidate();
    was.current = state;
  }, [state]);
  useEffect(() => {
    if (state !== 'RUNNING' || query.loading) return;
    const timer = setTimeout(query.refetch, 1_000);
    return () => clearTimeout(timer);
  }, [state, query.loading, query.refetch]);
  if (!job) return null;
  const share = job.total > 0 ? Math.min(1, job.done / job.total) : 0;
  return (
    <div className={`notice settings-job${state === 'FAILED' ? ' notice-worse' : ''}`}>
      <div className="row apart">
        <p role="status">{state === 'RUNNING' ? running : state === 'DONE' ? ran : failed}</p>
        {state !== 'RUNNING' && (
          <Button kind="quiet" small icon="close" aria-label={t.common.close} onClick={() => set({ job: null }, { replace: true })} />
        )}
      </div>
      {state === 'RUNNING' && (
        <div className="row">
          <progress value={share} max={1} aria-label={t.settings.progress} />
          <span className="muted">
            {t.settings.done(formats.percent(share * 100, 0), formats.number(job.done), formats.number(job.total))}
          </span>
        </div>
      )}
      {state === 'FAILED' && job.error && <p lang="en">{job.error}</p>}
    </div>
  );
}
