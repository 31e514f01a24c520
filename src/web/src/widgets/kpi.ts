import { WidgetKpi, type WidgetKpiQuery } from '../generated/WidgetKpi';
import { isFew } from '../components/sample';
import { levelOf } from './claims';
import { h, named, type Child } from './dom';
import { CareKpiElement, type View } from './element';
import { basis, bone, change, head, number } from './parts';
import type { Session } from './session';
import { kpiOf, periodOf, periodWords } from './settings';
import type { Claims } from './token';

type Shown = WidgetKpiQuery & { readonly scope: NonNullable<WidgetKpiQuery['scope']> };
type Value = NonNullable<NonNullable<Shown['scope']['scorecard']>['value']>;

/** `<carekpi-kpi>`: one KPI with what it stands on. */
export class Kpi extends CareKpiElement<WidgetKpiQuery> {
  protected ask(session: Session, claims: Claims, locale: string, signal: AbortSignal): Promise<WidgetKpiQuery> {
    const kpi = kpiOf(this, claims);
    return session.ask(WidgetKpi, { ...levelOf(claims), period: periodOf(this, 'LAST_28_DAYS'), kpi, locale }, signal);
  }

  protected draw({ scope: { name, scorecard } }: Shown, view: View): readonly Child[] {
    const { words, formats } = view;
    const value = scorecard?.value;
    if (!value) return [head(name || words.own.unnamed, ''), h('p', named('note'), words.own.nothing)];
    const days = formats.days(scorecard.period.from, scorecard.period.to);
    return [
      head(value.kpi.name, periodWords(this, 'LAST_28_DAYS', words, days), h('p', named('scope', 'soft'), name)),
      h('div', { class: 'large', title: value.kpi.description }, number(value, view), change(value.previous, value.kpi.unit, view)),
      h('p', { class: 'foot' }, ...basis(value, view), h('span', named('detail', 'soft'), detailOf(value, view))),
    ];
  }

  protected hold(): readonly Child[] {
    return [head(' ', ' ', h('p', {}, ' ')), h('div', { class: 'large' }, bone('value'), bone('change')), bone('foot')];
  }
}

/** Of shares the parts, of durations how they are spread, of means of a few how sure they are. */
function detailOf({ kpi, value, count, numerator, denominator, distribution, confidence }: Value, { words, formats }: View): string {
  if (value === null) return '';
  if (confidence && isFew(count, kpi.unit)) {
    return words.values.interval(formats.value(confidence.low, kpi.unit), formats.value(confidence.high, kpi.unit));
  }
  if (distribution) {
    return `${words.own.median(formats.value(distribution.p50, kpi.unit))}, ${words.own.slowest(formats.value(distribution.p90, kpi.unit))}`;
  }
  if (kpi.unit === '%' && numerator !== null && denominator !== null) {
    return words.own.of(formats.number(numerator, 1), formats.number(denominator, 1));
  }
  return '';
}
