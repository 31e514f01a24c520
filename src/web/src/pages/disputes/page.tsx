import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useMay, useViewer } from '../../app/session';
import { useUrl } from '../../app/url';
import { Button } from '../../components/Button';
import { Badge, Card } from '../../components/Card';
import { RemoveButton } from '../../components/form/Confirm';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { ScopePicker } from '../../components/ScopePicker';
import { EmptyState, Loaded } from '../../components/States';
import { Segments } from '../../components/Tabs';
import { Disputes, type DisputesQuery } from '../../generated/Disputes';
import { WithdrawDispute } from '../../generated/WithdrawDispute';
import { useFormats, useTexts } from '../../i18n/context';
import { Answer } from './Answer';
import { DecideDialog } from './DecideDialog';
import './disputes.css';
import { isOwn, mayDecide, mayWithdraw, shownOf, states, type Shown } from './states';

export type Dispute = DisputesQuery['tenant']['disputes']['nodes'][number];

export default function DisputesPage(): ReactNode {
  const t = useTexts();
  const { params, set } = useUrl();
  const { teams } = useMay();
  const [agent, after] = [params.get('agent'), params.get('after')];
  const shown = shownOf(params.get('state'), teams);
  const variables = useMemo(() => ({ state: shown === 'ALL' ? null : shown, agent, after }), [shown, agent, after]);
  const query = useQuery(Disputes, variables);
  const empty = teams ? (shown === 'OPEN' ? t.disputes.noneOpen : t.disputes.none) : shown === 'ALL' ? t.disputes.noneOwn : t.disputes.none;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.disputes.title}</h1>
          <p>{teams ? t.disputes.about : t.disputes.aboutOwn}</p>
        </div>
      </div>
      <Card>
        <div className="row apart">
          <Segments<Shown>
            label={t.disputes.state}
            options={[...states.map((state) => ({ value: state, label: t.disputes[state] })), { value: 'ALL', label: t.common.all }]}
            chosen={shown}
            onChoose={(state) => set({ state: state.toLowerCase(), after: null })}
          />
          {teams && (
            <div className="row">
              <ScopePicker
                scope={{ level: 'AGENT', key: agent ?? '' }}
                name={agent ?? t.common.all}
                levels={['AGENT']}
                onChoose={({ key }) => set({ agent: key, after: null })}
              />
              {agent !== null && (
                <Button small onClick={() => set({ agent: null, after: null })}>
                  {t.common.clear}
                </Button>
              )}
            </div>
          )}
        </div>
        <Loaded query={query}>
          {({ tenant: { disputes } }) =>
            disputes.nodes.length === 0 ? (
              <EmptyState>{empty}</EmptyState>
            ) : (
              <>
                <ul className="disputes">
                  {disputes.nodes.map((dispute) => (
                    <li key={dispute.id} className="dispute">
                      <One dispute={dispute} />
                    </li>
                  ))}
                </ul>
                <Pager name="after" pageInfo={disputes.pageInfo} />
              </>
            )
          }
        </Loaded>
      </Card>
    </>
  );
}

const tones = { OPEN: 'warning', EXCLUDED: 'worse', KEPT: 'better', WITHDRAWN: 'plain' } as const;

function One({ dispute }: { readonly dispute: Dispute }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const viewer = useViewer();
  const { role } = useMay();
  const withdrawing = useSave(WithdrawDispute, ({ withdrawDispute }) => withdrawDispute);
  const [deciding, setDeciding] = useState(false);
  const judge = { role, name: viewer.name, agent: viewer.agent };
  const { state, decision, decidedBy, decidedAt, id, survey } = dispute;
  return (
    <>
      <div className="dispute-main">
        <Answer dispute={dispute} />
        {decision !== null && (
          <div className="dispute-said">
            <p>
              {decidedBy === null ? t.disputes.decidedNobody : t.disputes.decided(decidedBy)}
              {decidedAt !== null && ` · ${formats.instant(decidedAt)}`}
            </p>
            <p>{decision}</p>
          </div>
        )}
        {role !== 'AGENT' && state === 'OPEN' && isOwn(dispute, judge) && <p className="muted">{t.disputes.own}</p>}
      </div>
      <div className="dispute-actions">
        <Badge tone={tones[state]}>{t.disputes[state]}</Badge>
        {mayWithdraw(dispute, judge) && (
          <RemoveButton
            label={survey}
            text={t.disputes.withdraw}
            question={t.disputes.withdrawAsk}
            done={t.disputes.withdrawn}
            saving={withdrawing}
            variables={{ id }}
          />
        )}
        {mayDecide(dispute, judge) && (
          <Button
            small
            kind={state === 'OPEN' ? 'main' : 'plain'}
            aria-label={`${state === 'OPEN' ? t.disputes.decide : t.disputes.decideAgain}: ${survey}`}
            onClick={() => setDeciding(true)}
          >
            {state === 'OPEN' ? t.disputes.decide : t.disputes.decideAgain}
          </Button>
        )}
      </div>
      {deciding && <DecideDialog dispute={dispute} onClose={() => setDeciding(false)} />}
    </>
  );
}
