import type { KpiFieldsFragment, StandingFieldsFragment, ValueFieldsFragment } from '../generated/fragments';
import type { Cell } from '../format/csv';
import type { Texts } from '../i18n/texts';

type Value = ValueFieldsFragment & Partial<StandingFieldsFragment> & { readonly kpi: KpiFieldsFragment };

export function valueHeader(t: Texts): readonly string[] {
  const { common } = t;
  return [
    common.key,
    common.name,
    'unit',
    common.value,
    common.sample,
    '95 % low',
    '95 % high',
    common.change,
    common.target,
    t.values.provisional,
  ];
}

/** Numbers as they are, for spreadsheets: in the KPI's unit and not rounded. */
export function valueRows(values: readonly Value[]): readonly (readonly Cell[])[] {
  return values.map(({ kpi, value, count, confidence, previous, yearAgo, target, provisional }) => [
    kpi.code,
    kpi.name,
    kpi.unit,
    value,
    count,
    confidence?.low,
    confidence?.high,
    (previous ?? yearAgo)?.change,
    target?.target.target,
    provisional,
  ]);
}
