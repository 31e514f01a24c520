import type { ReactNode } from 'react';
import { AppLink } from '../../app/link';
import { Sparkline } from '../../charts/Sparkline';
import { Card } from '../../components/Card';
import { Change } from '../../components/Change';
import { cx } from '../../components/cx';
import { isFew } from '../../components/sample';
import { TargetState } from '../../components/TargetState';
import { useFormats, useTexts } from '../../i18n/context';
import './agent.css';
import type { AgentData, AgentValue } from './page';

type TeamValues = NonNullable<NonNullable<AgentData['team']>['scorecard']>['values'];

/** The figures of one area: each with what it stands on, the team's beside it, and the place among the agents. */
export function AreaCard({
  title,
  values,
  team,
  scope,
}: {
  readonly title: string;
  readonly values: readonly AgentValue[];
  readonly team: TeamValues;
  /** Of the agent, for links. */
  readonly scope: string;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  if (values.length === 0) return null;
  return (
    <Card title={title}>
      <ul className="card-lines">
        {values.map(({ kpi, value, count, small, confidence, previous, yearAgo, target, benchmark, provisional, series }) => {
          const beside = team.find((one) => one.kpi.code === kpi.code)?.value ?? null;
          const rank = benchmark?.rank;
          return (
            <li key={kpi.code}>
              <div className="card-line-head">
                <AppLink to={`/kpis/${kpi.code}`} params={{ scope }}>
                  {kpi.name}
                </AppLink>
                {series && <Sparkline points={series.points} name={kpi.name} unit={kpi.unit} target={target?.target.target ?? null} />}
                <strong className={cx('card-line-value', small && 'kpi-value-unsure')}>{formats.value(value, kpi.unit)}</strong>
              </div>
              <div className="row card-line-foot">
                <Change comparison={previous ?? yearAgo} unit={kpi.unit} />
                {target && <TargetState target={target} unit={kpi.unit} />}
                {beside !== null && (
                  <span>
                    {t.agents.teamValue} {formats.value(beside, kpi.unit)}
                  </span>
                )}
                {rank && <span>{t.values.rank(formats.number(rank.position), formats.number(rank.of))}</span>}
                {kpi.unit !== 'n' && (
                  <span className={small ? 'kpi-small' : undefined} title={small ? t.values.small : undefined}>
                    {t.values.n(formats.number(count))}
                  </span>
                )}
                {confidence && isFew(count, kpi.unit) && (
                  <span>{t.values.interval(formats.value(confidence.low, kpi.unit), formats.value(confidence.high, kpi.unit))}</span>
                )}
                {provisional && <span>{t.values.provisional}</span>}
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
