import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useUrl } from '../../app/url';
import { Badge, Card } from '../../components/Card';
import { Button } from '../../components/Button';
import { RemoveButton } from '../../components/form/Confirm';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { toast } from '../../components/Toast';
import { AlertRules, type AlertRulesQuery } from '../../generated/AlertRules';
import { RemoveAlertRule } from '../../generated/RemoveAlertRule';
import { SetAlertRule } from '../../generated/SetAlertRule';
import { useFormats, useLanguage } from '../../i18n/context';
import { RuleDialog } from './RuleDialog';

export type Rule = AlertRulesQuery['tenant']['alertRules']['nodes'][number];

export function Rules(): ReactNode {
  const { t, locale } = useLanguage();
  const { params } = useUrl();
  const after = params.get('after');
  const variables = useMemo(() => ({ after, locale }), [after, locale]);
  const query = useQuery(AlertRules, variables);
  return (
    <Card title={t.alerts.rules}>
      <Loaded query={query}>
        {({ tenant }) => (
          <>
            <RuleTable rules={tenant.alertRules.nodes} />
            <Pager name="after" pageInfo={tenant.alertRules.pageInfo} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function RuleTable({ rules }: { readonly rules: readonly Rule[] }): ReactNode {
  const { t } = useLanguage();
  const formats = useFormats();
  const [editing, setEditing] = useState<Rule | null>(null);
  const removing = useSave(RemoveAlertRule, ({ removeAlertRule }) => removeAlertRule);
  const setting = useSave(SetAlertRule, ({ setAlertRule }) => setAlertRule);
  const condition = ({ condition: { kind, above, below, percent }, kpi }: Rule): string => {
    if (kind === 'TARGET_MISSED') return t.alerts.missed;
    if (kind === 'CHANGE') return t.alerts.changes(formats.changePercent(percent ?? 0));
    return above !== null ? t.alerts.above(formats.value(above, kpi.unit)) : t.alerts.below(formats.value(below, kpi.unit));
  };
  const toggle = async (rule: Rule): Promise<void> => {
    const { id, name, level, scope, kpi, condition: when, period, minCount, coolDownHours, enabled } = rule;
    const key = scope && level !== 'TENANT' ? scope.key : null;
    const input = { id, name, level, key, kpi: kpi.code, condition: when, period, minCount, coolDownHours, enabled: !enabled };
    if (await setting.save({ input })) toast(t.alerts.ruleSaved);
    else toast(t.problems.UNAVAILABLE, 'worse');
  };
  const columns: readonly Column<Rule>[] = [
    { key: 'name', header: t.common.name, cell: ({ name }) => <strong>{name}</strong>, sort: ({ name }) => name, csv: ({ name }) => name },
    {
      key: 'scope',
      header: t.alerts.whom,
      cell: ({ scope, level }) => scope?.name ?? t.alerts.everyOf(t.levels[level]),
      csv: ({ scope, level }) => scope?.key ?? level,
      wide: true,
    },
    {
      key: 'when',
      header: t.alerts.condition,
      cell: (rule) => (
        <>
          {rule.kpi.name} {condition(rule)}
          <span className="cell-sub">
            {t.periods[rule.period]}, n ≥ {formats.number(rule.minCount)}
            {rule.webhook && ` · ${new URL(rule.webhook.url).host}`}
          </span>
        </>
      ),
      csv: (rule) => `${rule.kpi.code} ${condition(rule)}`,
    },
    {
      key: 'state',
      header: t.forms.state,
      cell: ({ enabled }) => <Badge tone={enabled ? 'better' : 'plain'}>{enabled ? t.alerts.on : t.alerts.off}</Badge>,
      csv: ({ enabled }) => enabled,
    },
    {
      key: 'actions',
      header: t.forms.actions,
      cell: (rule) => (
        <span className="cell-actions">
          <Button kind="quiet" small aria-label={`${t.common.edit}: ${rule.name}`} onClick={() => setEditing(rule)}>
            {t.common.edit}
          </Button>
          <Button
            kind="quiet"
            small
            aria-label={`${rule.enabled ? t.alerts.pause : t.alerts.resume}: ${rule.name}`}
            disabled={setting.running}
            onClick={() => void toggle(rule)}
          >
            {rule.enabled ? t.alerts.pause : t.alerts.resume}
          </Button>
          <RemoveButton label={rule.name} question={t.alerts.removeAsk(rule.name)} saving={removing} variables={{ id: rule.id }} />
        </span>
      ),
      number: true,
    },
  ];
  return (
    <>
      <Table
        name="rules"
        caption={t.alerts.condition}
        columns={columns}
        rows={rules}
        keyOf={({ id }) => id}
        empty={t.alerts.noRules}
        csvName="alert-rules"
      />
      {editing && <RuleDialog rule={editing} onClose={() => setEditing(null)} />}
    </>
  );
}
