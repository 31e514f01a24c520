import { WidgetCustomer, type WidgetCustomerQuery } from '../generated/WidgetCustomer';
import { h, named, type Child } from './dom';
import { CareKpiElement, type View } from './element';
import { basis, bone, change, head, number } from './parts';
import { WidgetProblem } from './problem';
import type { Session } from './session';
import { kpisOf, periodOf, periodWords } from './settings';
import type { Claims } from './token';

type Shown = WidgetCustomerQuery & { readonly scope: NonNullable<WidgetCustomerQuery['scope']> };
type Value = NonNullable<Shown['scope']['scorecard']>['values'][number];

/** `<carekpi-customer>`: who a customer is and how it is served. */
export class Customer extends CareKpiElement<WidgetCustomerQuery> {
  protected async ask(session: Session, claims: Claims, locale: string, signal: AbortSignal): Promise<WidgetCustomerQuery> {
    if (claims.level !== 'customer')
      throw new WidgetProblem('BAD_INPUT', `carekpi-customer needs a token for a customer; this one is for a ${claims.level}.`);
    const variables = { key: claims.key, period: periodOf(this, 'LAST_90_DAYS'), kpis: kpisOf(this, claims), locale };
    return session.ask(WidgetCustomer, variables, signal);
  }

  protected draw({ scope }: Shown, view: View): readonly Child[] {
    const { words, formats } = view;
    const { name, scorecard } = scope;
    const { segment = null, activeSince = null } = 'segment' in scope ? scope : {};
    const days = scorecard ? formats.days(scorecard.period.from, scorecard.period.to) : '';
    const values = scorecard?.values ?? [];
    return [
      head(
        name || words.own.unnamed,
        periodWords(this, 'LAST_90_DAYS', words, days),
        h(
          'p',
          named('scope', 'soft'),
          segment && h('span', named('badge'), segment),
          activeSince && words.own.since(formats.day(activeSince.slice(0, 10), 'long')),
        ),
      ),
      values.length === 0
        ? h('p', named('note'), words.own.nothing)
        : h('ul', named('rows'), ...values.map((value) => h('li', named('row'), ...row(value, view)))),
    ];
  }

  protected hold(): readonly Child[] {
    const rows = kpisOf(this, null)?.length ?? 4;
    return [
      head(' ', ' ', h('p', {}, ' ')),
      h(
        'ul',
        { class: 'rows' },
        ...Array.from({ length: Math.min(rows, 12) }, () => h('li', { class: 'row' }, bone('kpi'), bone('value'), bone('foot'))),
      ),
    ];
  }
}

function row(value: Value, view: View): readonly Child[] {
  const { words, formats } = view;
  const parts = value.parts ?? [];
  return [
    h('p', named('kpi'), value.kpi.name),
    number(value, view),
    h('p', { class: 'foot' }, change(value.previous, value.kpi.unit, view), ...basis(value, view)),
    parts.length > 0 &&
      h(
        'details',
        { ...named('parts'), 'data-key': value.kpi.code },
        h('summary', { 'data-focus': value.kpi.code }, words.own.madeOf),
        h(
          'dl',
          {},
          ...parts.flatMap((part) => [
            h('dt', {}, part.name),
            h('dd', {}, part.value === null ? formats.value(null, '') : formats.number(part.value, 1)),
          ]),
        ),
      ),
  ];
}
