import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import type { Interval } from '../../app/period';
import { TimeChart } from '../../charts/TimeChart';
import { EmptyState } from '../../components/States';
import { KpiBeside } from '../../generated/KpiBeside';
import { useTexts } from '../../i18n/context';
import type { KpiPageValue, Scorecard } from './page';
import type { Asked } from './scope';

/** The value over time; the compared period and the notes come beside it when they are there. */
export function Course({
  asked,
  card,
  value,
  interval,
}: {
  readonly asked: Asked;
  readonly card: Scorecard;
  readonly value: KpiPageValue;
  readonly interval: Interval;
}): ReactNode {
  const t = useTexts();
  const { code, level, key, where } = asked;
  const against = (value.previous ?? value.yearAgo)?.period ?? null;
  const { from, to } = card.period;
  const variables = useMemo(
    () => ({
      code,
      level,
      key,
      where,
      interval,
      from,
      to,
      before: against ? { from: against.from, to: against.to } : { from, to },
      compare: against !== null,
    }),
    [code, level, key, where, interval, from, to, against?.from, against?.to],
  );
  const beside = useQuery(KpiBeside, variables);
  const scope = beside.stale ? null : beside.data?.scope;
  if (!value.series) return <EmptyState>{t.kpi.unknownInterval}</EmptyState>;
  const notes = (beside.data?.tenant.annotations.nodes ?? []).filter(
    (note) => !note.scope || note.scope.level === 'TENANT' || (note.scope.level === level && note.scope.key === key),
  );
  return (
    <TimeChart
      name={value.kpi.name}
      unit={value.kpi.unit}
      interval={interval}
      steps={value.series.points}
      before={scope?.series?.points ?? none}
      target={value.target?.target.target ?? null}
      notes={notes}
    />
  );
}

const none: readonly never[] = [];
