import { WidgetScorecard, type WidgetScorecardQuery } from '../generated/WidgetScorecard';
import { h, named, type Child } from './dom';
import { CareKpiElement, type View } from './element';
import { basis, bone, change, head, number } from './parts';
import type { Session } from './session';
import { kpisOf, periodOf, periodWords } from './settings';
import type { Claims } from './token';
import { levelOf } from './claims';

type Shown = WidgetScorecardQuery & { readonly scope: NonNullable<WidgetScorecardQuery['scope']> };

/** `<carekpi-scorecard>`: several KPIs of a scope. */
export class Scorecard extends CareKpiElement<WidgetScorecardQuery> {
  protected ask(session: Session, claims: Claims, locale: string, signal: AbortSignal): Promise<WidgetScorecardQuery> {
    return session.ask(
      WidgetScorecard,
      { ...levelOf(claims), period: periodOf(this, 'LAST_28_DAYS'), kpis: kpisOf(this, claims), locale },
      signal,
    );
  }

  protected draw({ scope: { name, scorecard } }: Shown, view: View): readonly Child[] {
    const { words, formats } = view;
    const days = scorecard ? formats.days(scorecard.period.from, scorecard.period.to) : '';
    const values = scorecard?.values ?? [];
    return [
      head(name || words.own.unnamed, periodWords(this, 'LAST_28_DAYS', words, days)),
      values.length === 0
        ? h('p', named('note'), words.own.nothing)
        : h(
            'ul',
            named('tiles'),
            ...values.map((value) =>
              h(
                'li',
                named('tile'),
                h('p', named('kpi'), value.kpi.name),
                number(value, view),
                change(value.previous, value.kpi.unit, view),
                h('p', { class: 'foot' }, ...basis(value, view)),
              ),
            ),
          ),
    ];
  }

  protected hold(): readonly Child[] {
    const tiles = kpisOf(this, null)?.length ?? 4;
    return [
      head(' ', ' '),
      h(
        'ul',
        { class: 'tiles' },
        ...Array.from({ length: Math.min(tiles, 12) }, () =>
          h('li', { class: 'tile' }, bone('kpi'), bone('value'), bone('change'), bone('foot')),
        ),
      ),
    ];
  }
}
