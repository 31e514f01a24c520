import { useEffect, useState, type ReactNode } from 'react';
import { useQuery, type Query } from '../../api/query';
import { Sparkline } from '../../charts/Sparkline';
import { Card } from '../../components/Card';
import { cx } from '../../components/cx';
import { ErrorPart } from '../../components/ErrorPart';
import type { Mistake } from '../../components/form/mistakes';
import { Skeleton } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { PreviewKpi, type PreviewKpiQuery } from '../../generated/PreviewKpi';
import type { KpiInput } from '../../generated/schema';
import { useFormats, useTexts } from '../../i18n/context';
import { isCode } from './formula';

export interface Previewed {
  readonly query: Query<PreviewKpiQuery>;
  readonly mistakes: readonly Mistake[];
  /** There is something to try. */
  readonly any: boolean;
}

const none: readonly Mistake[] = [];

/** What the formula would be, asked for when the typing rests. */
export function usePreview(form: KpiInput): Previewed {
  const text = JSON.stringify({ ...form, name: 'preview', code: isCode(form.code) ? form.code : 'preview' });
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), 400);
    return () => clearTimeout(timer);
  }, [text]);
  const any = form.formula.trim() !== '';
  const query = useQuery(PreviewKpi, any ? { kpi: JSON.parse(asked) as KpiInput } : null);
  const mistakes = any && !query.stale ? (query.data?.weeks.errors ?? none) : none;
  return { query, mistakes, any };
}

type Point = NonNullable<PreviewKpiQuery['weeks']['series']>['points'][number];

export function Preview({ name, unit, preview }: { readonly name: string; readonly unit: string; readonly preview: Previewed }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { query, any, mistakes } = preview;
  const columns: readonly Column<Point>[] = [
    { key: 'from', header: t.common.period, cell: ({ from }) => formats.day(from, 'long') },
    { key: 'value', header: t.common.value, cell: ({ value }) => formats.value(value, unit), number: true },
    { key: 'count', header: t.common.sample, cell: ({ count }) => formats.number(count), number: true },
  ];
  const content = (): ReactNode => {
    if (!any) return <p className="muted">{t.customKpis.previewNone}</p>;
    if (query.problem && !query.data) return <ErrorPart problem={query.problem} retry={query.refetch} />;
    if (!query.data) return <Skeleton lines={3} />;
    const points = query.data.weeks.series?.points;
    const now = query.data.now.value;
    if (mistakes.length > 0 || !points) return <p className="muted">{t.customKpis.previewNone}</p>;
    return (
      <div className={cx('stack', 'preview-chart', query.loading && 'dimmed')}>
        <p className="preview-now">
          <strong>{formats.value(now?.value ?? null, unit)}</strong>
          <span className="muted">
            {t.customKpis.now}
            {now && now.value !== null && `, ${t.values.n(formats.number(now.count))}`}
          </span>
        </p>
        {now?.value === null && <p className="muted">{t.customKpis.empty}</p>}
        <Sparkline points={points} name={name} unit={unit} />
        <details>
          <summary>{t.forms.more}</summary>
          <Table name="preview" caption={t.customKpis.previewAbout} columns={columns} rows={points} keyOf={({ at }) => at} />
        </details>
      </div>
    );
  };
  return (
    <Card title={t.customKpis.preview} about={t.customKpis.previewAbout}>
      {content()}
    </Card>
  );
}
