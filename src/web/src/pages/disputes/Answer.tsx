import type { ReactNode } from 'react';
import { AppLink } from '../../app/link';
import { scopePath } from '../../app/scope';
import { Badge } from '../../components/Card';
import { useFormats, useTexts } from '../../i18n/context';
import type { Dispute } from './page';

/** What the customer answered, about whom, and why it is disputed. */
export function Answer({ dispute }: { readonly dispute: Dispute }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { kind, score, comment, agent, team, answeredAt, survey, reason, raisedBy, raisedAt } = dispute;
  return (
    <>
      <p className="dispute-answer">
        <Badge>{kind.toUpperCase()}</Badge> {score !== null && <strong title={t.disputes.score}>{formats.number(score, 2)}</strong>}{' '}
        {comment ? <q>{comment}</q> : <span className="muted">{t.disputes.noComment}</span>}
      </p>
      <p className="dispute-facts">
        {agent && (
          <span>
            <AppLink to={scopePath({ level: 'AGENT', key: agent.key })}>{agent.name}</AppLink>
            {team && ` · ${team.name}`}
          </span>
        )}
        <span>{t.disputes.answered(formats.instant(answeredAt))}</span>
        <span className="mono">{survey}</span>
      </p>
      <div className="dispute-said">
        <p>
          {raisedBy === null ? t.disputes.whyNobody : t.disputes.why(raisedBy)} · {formats.instant(raisedAt)}
        </p>
        <p>{reason}</p>
      </div>
    </>
  );
}
