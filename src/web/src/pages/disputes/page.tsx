import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { useMay, useViewer } from '../../app/session';
import { useUrl } from '../../app/url';
import { Badge, Card } from '../../components/Card';
import { Button } from '../../components/Button';
import { RemoveButton } from '../../components/form/Confirm';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { Segments } from '../../components/Tabs';
import { Disputes, type DisputesQuery } from '../../generated/Disputes';
import { WithdrawDispute } from '../../generated/WithdrawDispute';
import { useFormats, useTexts } from '../../i18n/context';
import { DecideDialog } from './DecideDialog';

export type Dispute = DisputesQuery['tenant']['disputes']['nodes'][number];
const states = ['OPEN', 'EXCLUDED', 'KEPT', 'WITHDRAWN'] as const;
const tones = { OPEN: 'warning', EXCLUDED: 'worse', KEPT: 'better', WITHDRAWN: 'plain' } as const;

export default function DisputesPage(): ReactNode {
  const t = useTexts();
  const { params, set } = useUrl();
  const wanted = params.get('state');
  const state = states.find((one) => one.toLowerCase() === wanted) ?? (wanted === 'all' ? null : 'OPEN');
  const after = params.get('after');
  const variables = useMemo(() => ({ state, after }), [state, after]);
  const query = useQuery(Disputes, variables);
  const [deciding, setDeciding] = useState<Dispute | null>(null);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.disputes.title}</h1>
          <p>{t.disputes.about}</p>
        </div>
        <Segments
          label={t.forms.state}
          options={[
            ...states.map((value) => ({ value: value.toLowerCase(), label: t.disputes.states[value] })),
            { value: 'all', label: t.common.all },
          ]}
          chosen={state?.toLowerCase() ?? 'all'}
          onChoose={(value) => set({ state: value === 'open' ? null : value, after: null })}
        />
      </div>
      <Card>
        <Loaded query={query}>
          {({ tenant }) => (
            <>
              <DisputeTable disputes={tenant.disputes.nodes} onDecide={setDeciding} />
              <Pager name="after" pageInfo={tenant.disputes.pageInfo} />
            </>
          )}
        </Loaded>
      </Card>
      {deciding && <DecideDialog dispute={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}

function DisputeTable({
  disputes,
  onDecide,
}: {
  readonly disputes: readonly Dispute[];
  readonly onDecide: (dispute: Dispute) => void;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const may = useMay();
  const viewer = useViewer();
  const withdrawing = useSave(WithdrawDispute, ({ withdrawDispute }) => withdrawDispute);
  /** Leads and admins decide, nobody about the own answers. */
  const decides = ({ state, agent }: Dispute): boolean =>
    state !== 'WITHDRAWN' && may.teams && (viewer.agent === null || viewer.agent.key !== agent?.key);
  const columns: readonly Column<Dispute>[] = [
    {
      key: 'answer',
      header: t.disputes.answer,
      cell: ({ kind, score, comment, survey, answeredAt }) => (
        <>
          <Badge>{kind}</Badge> <strong>{score === null ? '–' : formats.number(score, 1)}</strong>
          {comment && <div>“{comment}”</div>}
          <span className="cell-sub">
            {survey}, {formats.instant(answeredAt)}
          </span>
        </>
      ),
      csv: ({ survey }) => survey,
    },
    {
      key: 'agent',
      header: t.disputes.agent,
      cell: ({ agent, team }) => (
        <>
          {agent ? <AppLink to={`/agents/${encodeURIComponent(agent.key)}`}>{agent.name}</AppLink> : '–'}
          {team && <span className="cell-sub">{team.name}</span>}
        </>
      ),
      sort: ({ agent }) => agent?.name ?? null,
      csv: ({ agent }) => agent?.key,
    },
    {
      key: 'reason',
      header: t.disputes.reason,
      cell: ({ reason, raisedBy, raisedAt }) => (
        <>
          {reason}
          <span className="cell-sub">
            {formats.instant(raisedAt)}
            {raisedBy && `, ${t.forms.by(raisedBy)}`}
          </span>
        </>
      ),
      csv: ({ reason }) => reason,
      wide: true,
    },
    {
      key: 'state',
      header: t.forms.state,
      cell: ({ state, decision, decidedBy }) => (
        <>
          <Badge tone={tones[state]}>{t.disputes.states[state]}</Badge>
          {decision && (
            <span className="cell-sub">
              {decision}
              {decidedBy && `, ${t.forms.by(decidedBy)}`}
            </span>
          )}
        </>
      ),
      csv: ({ state }) => state,
    },
    {
      key: 'actions',
      header: t.forms.actions,
      cell: (dispute) => (
        <span className="cell-actions">
          {decides(dispute) && (
            <Button
              kind="quiet"
              small
              aria-label={`${dispute.state === 'OPEN' ? t.disputes.decide : t.disputes.again}: ${dispute.survey}`}
              onClick={() => onDecide(dispute)}
            >
              {dispute.state === 'OPEN' ? t.disputes.decide : t.disputes.again}
            </Button>
          )}
          {dispute.state === 'OPEN' && dispute.raisedBy === viewer.name && (
            <RemoveButton
              label={dispute.survey}
              text={t.disputes.withdraw}
              question={t.disputes.withdrawAsk}
              done={t.disputes.withdrawn}
              saving={withdrawing}
              variables={{ id: dispute.id }}
            />
          )}
        </span>
      ),
      number: true,
    },
  ];
  return (
    <Table
      name="disputes"
      caption={t.disputes.about}
      columns={columns}
      rows={disputes}
      keyOf={({ id }) => id}
      empty={t.disputes.none}
      csvName="disputes"
    />
  );
}
