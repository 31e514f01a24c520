import type { ReactNode } from 'react';
import type { Query } from '../api/query';
import { useTexts } from '../i18n/context';
import { cx } from './cx';
import { ErrorPart } from './ErrorPart';
import './states.css';

export function EmptyState({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }): ReactNode {
  return (
    <div className="state">
      <p>{children}</p>
      {action}
    </div>
  );
}

/** A page that there is not, or not for whoever looks: a page still has a heading. */
export function NoPage({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }): ReactNode {
  return (
    <div className="state">
      <h1>{children}</h1>
      {action}
    </div>
  );
}

export function Spinner(): ReactNode {
  const t = useTexts();
  return (
    <div className="state" role="status">
      <span className="spinner" aria-hidden="true" />
      <span className="visually-hidden">{t.common.loading}</span>
    </div>
  );
}

/** Holds the place of what is on its way. */
export function Skeleton({ lines = 3, tall = false }: { readonly lines?: number; readonly tall?: boolean }): ReactNode {
  const t = useTexts();
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{t.common.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={cx('skeleton-line', tall && 'skeleton-tall')} aria-hidden="true" />
      ))}
    </div>
  );
}

/** What a query has: its data, or why there is none, or that it is on its way. */
export function Loaded<R>({
  query,
  children,
  lines = 4,
  tall = false,
}: {
  readonly query: Query<R>;
  readonly children: (data: R) => ReactNode;
  readonly lines?: number;
  readonly tall?: boolean;
}): ReactNode {
  if (query.data !== null) {
    return (
      <>
        {query.problem && !query.loading && <ErrorPart problem={query.problem} retry={query.refetch} />}
        <div className={cx('stack', query.stale && query.loading && 'dimmed')} aria-busy={query.stale && query.loading}>
          {children(query.data)}
        </div>
      </>
    );
  }
  if (query.problem && !query.loading) return <ErrorPart problem={query.problem} retry={query.refetch} />;
  return <Skeleton lines={lines} tall={tall} />;
}
