import { fewObservations } from '../../components/sample';

interface Compared {
  readonly kpi: { readonly unit: string };
  readonly count: number;
  readonly value: number | null;
  readonly previous?: Moved | null;
  readonly yearAgo?: Moved | null;
}

interface Moved {
  readonly change: number | null;
  readonly changePercent: number | null;
  readonly better: boolean | null;
}

/** Under this nothing is worth a look. */
const least = 0.2;

/**
 * How much worse a value became, so that KPIs of different units can stand in one order: of percents ten points are 1, of everything else a quarter
 * of what it was. null: it did not become worse, or it stands on too little.
 */
export function worsening({ kpi, count, previous, yearAgo }: Compared): number | null {
  const moved = previous ?? yearAgo;
  if (!moved || moved.better !== false || moved.change === null) return null;
  const counted = kpi.unit === 'n' || kpi.unit === 'money';
  if (!counted && count < fewObservations) return null;
  const points = kpi.unit === '%' || kpi.unit === '−100…100' || kpi.unit === '0–100';
  const weight = points ? Math.abs(moved.change) / 10 : moved.changePercent === null ? null : Math.abs(moved.changePercent) / 25;
  return weight === null || weight < least ? null : weight;
}

/** The worst first. */
export function worstOf<V extends Compared>(values: readonly V[], most: number): readonly V[] {
  return values
    .flatMap((value) => {
      const by = worsening(value);
      return by === null ? [] : [{ value, by }];
    })
    .sort((a, b) => b.by - a.by)
    .slice(0, most)
    .map(({ value }) => value);
}
