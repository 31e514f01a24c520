import { useState, type ReactNode } from 'react';
import { presets, type Preset } from '../../app/period';
import type { Level, ScopeKey } from '../../app/scope';
import { Button } from '../../components/Button';
import { Checkbox, Field, Select } from '../../components/Field';
import { amountOf, durationText, numberOf } from '../../components/form/checks';
import { FormDialog } from '../../components/form/FormDialog';
import { KpiSelect, useCatalogue } from '../../components/form/KpiSelect';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { Once } from '../../components/form/Once';
import { useSave } from '../../components/form/save';
import { ScopeField } from '../../components/form/ScopeField';
import { toast } from '../../components/Toast';
import { SetAlertRule } from '../../generated/SetAlertRule';
import { useFormats, useTexts } from '../../i18n/context';
import { wrongRule } from './check';
import type { Rule } from './Rules';

const levels: readonly Level[] = ['TENANT', 'TEAM', 'AGENT', 'CUSTOMER'];
const kinds = ['THRESHOLD', 'TARGET_MISSED', 'CHANGE'] as const;
const shownFields = ['name', 'level', 'key', 'kpi', 'condition', 'minCount', 'coolDownHours', 'webhook'];

export function RuleDialog({ rule, onClose }: { readonly rule: Rule | null; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const kpis = useCatalogue();
  const saving = useSave(SetAlertRule, ({ setAlertRule }) => setAlertRule);
  const [form, setForm] = useState(() => typedOf(rule));
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [once, setOnce] = useState<string | null>(null);
  const put = (change: Partial<typeof form>): void => setForm({ ...form, ...change });
  const kpi = kpis.find(({ code }) => code === form.kpi);
  const unit = kpi?.unit ?? rule?.kpi.unit ?? '';
  const one = form.level !== 'TENANT' && (form.one || form.level === 'CUSTOMER');
  const wrong = wrongRule({ ...form, unit, one, scope: form.key, kept: rule?.webhook?.url !== undefined });
  const told = (name: Exclude<keyof typeof wrong, 'secret'>, field: string): string | null => {
    const mine = tried ? wrong[name] : undefined;
    return mine ? t.forms[mine] : mistakeAt(saving.mistakes, field);
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    const bound = amountOf(form.bound, unit);
    const condition = {
      kind: form.kind,
      above: form.kind === 'THRESHOLD' && form.above ? bound : null,
      below: form.kind === 'THRESHOLD' && !form.above ? bound : null,
      percent: form.kind === 'CHANGE' ? numberOf(form.percent) : null,
    };
    const done = await saving.save({
      input: {
        id: rule?.id ?? null,
        name: form.name.trim(),
        level: form.level,
        key: one ? form.key : null,
        kpi: form.kpi,
        condition,
        period: form.period,
        minCount: numberOf(form.minCount),
        coolDownHours: numberOf(form.coolDown),
        enabled: form.enabled,
        webhook: form.url === '' ? null : { url: form.url, ...(form.secret !== '' && { secret: form.secret }) },
      },
    });
    if (!done) return;
    toast(t.alerts.ruleSaved);
    // One that this page has made is nowhere else.
    if (made !== null && made === form.secret) setOnce(made);
    else onClose();
  };
  const make = (): void => {
    const secret = [...crypto.getRandomValues(new Uint8Array(24))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    setMade(secret);
    put({ secret });
  };
  if (once !== null) return <Once title={t.alerts.secretOnce} label={t.alerts.secret} text={once} onClose={onClose} />;
  const bound = amountOf(form.bound, unit);
  return (
    <FormDialog
      title={rule ? t.alerts.editRule : t.alerts.newRule}
      busy={saving.running}
      others={otherMistakes(saving.mistakes, shownFields)}
      problem={saving.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field
        label={t.common.name}
        value={form.name}
        maxLength={100}
        onChange={(event) => put({ name: event.target.value })}
        error={told('name', 'name')}
      />
      <div className="form-pair">
        <Select
          label={t.common.level}
          value={form.level}
          onChange={(event) => put({ level: event.target.value as Level, key: '' })}
          options={levels.map((level) => ({ value: level, label: t.levels[level] }))}
          error={mistakeAt(saving.mistakes, 'level')}
        />
        {(form.level === 'TEAM' || form.level === 'AGENT') && (
          <Select
            label={t.alerts.whom}
            value={form.one ? 'one' : 'every'}
            onChange={(event) => put({ one: event.target.value === 'one', key: '' })}
            options={[
              { value: 'every', label: t.alerts.whomEvery },
              { value: 'one', label: t.alerts.whomOne },
            ]}
          />
        )}
        {one && (
          <ScopeField
            scope={{ level: form.level, key: form.key } satisfies ScopeKey}
            name={form.key === '' ? '…' : rule?.scope?.name}
            levels={[form.level]}
            onChange={({ key }) => put({ key })}
            error={told('scope', 'key')}
          />
        )}
      </div>
      <KpiSelect
        label={t.common.kpi}
        kpis={kpis}
        level={form.level}
        value={form.kpi}
        onChange={(code) => put({ kpi: code })}
        error={told('kpi', 'kpi')}
      />
      <Select
        label={t.alerts.condition}
        value={form.kind}
        onChange={(event) => put({ kind: event.target.value as (typeof kinds)[number] })}
        options={kinds.map((kind) => ({ value: kind, label: t.alerts.kinds[kind] }))}
        error={form.kind === 'TARGET_MISSED' ? mistakeAt(saving.mistakes, 'condition') : null}
      />
      {form.kind === 'THRESHOLD' && (
        <div className="form-pair">
          <Select
            label={t.alerts.side}
            value={form.above ? 'above' : 'below'}
            onChange={(event) => put({ above: event.target.value === 'above' })}
            options={[
              { value: 'above', label: t.alerts.sideAbove },
              { value: 'below', label: t.alerts.sideBelow },
            ]}
          />
          <Field
            label={t.common.value}
            value={form.bound}
            onChange={(event) => put({ bound: event.target.value })}
            error={told('bound', 'condition')}
            hint={bound !== null && unit ? `= ${formats.value(bound, unit)}` : unit === 's' ? t.forms.durationHint : unit}
          />
        </div>
      )}
      {form.kind === 'CHANGE' && (
        <Field
          label={t.alerts.percent}
          value={form.percent}
          onChange={(event) => put({ percent: event.target.value })}
          error={told('percent', 'condition')}
          hint={t.alerts.percentHint}
        />
      )}
      <div className="form-pair">
        <Select
          label={t.common.period}
          value={form.period}
          onChange={(event) => put({ period: event.target.value as Preset })}
          options={presets.map((preset) => ({ value: preset, label: t.periods[preset] }))}
        />
        <Field
          label={t.alerts.minCount}
          inputMode="numeric"
          value={form.minCount}
          onChange={(event) => put({ minCount: event.target.value })}
          error={told('minCount', 'minCount')}
          hint={t.alerts.minCountHint}
        />
        <Field
          label={t.alerts.coolDown}
          inputMode="numeric"
          value={form.coolDown}
          onChange={(event) => put({ coolDown: event.target.value })}
          error={told('coolDown', 'coolDownHours')}
          hint={t.alerts.coolDownHint}
        />
      </div>
      <Field
        label={`${t.alerts.webhook} (${t.forms.optional})`}
        type="url"
        value={form.url}
        onChange={(event) => put({ url: event.target.value.trim() })}
        error={told('url', 'webhook.url')}
        hint={t.alerts.webhookHint}
      />
      {form.url !== '' && (
        <div className="items-add">
          <Field
            label={t.alerts.secret}
            value={form.secret}
            autoComplete="off"
            onChange={(event) => put({ secret: event.target.value })}
            error={tried && wrong.secret ? t.forms.tooShort('16') : mistakeAt(saving.mistakes, 'webhook.secret')}
            hint={rule?.webhook ? t.alerts.secretKeep : t.alerts.secretHint}
          />
          <Button className="beside-field" onClick={make}>
            {t.alerts.make}
          </Button>
        </div>
      )}
      <Checkbox label={t.alerts.enabled} checked={form.enabled} onChange={(event) => put({ enabled: event.target.checked })} />
    </FormDialog>
  );
}

function typedOf(rule: Rule | null) {
  const bound = rule?.condition.above ?? rule?.condition.below ?? null;
  return {
    name: rule?.name ?? '',
    level: rule?.level ?? ('TEAM' as Level),
    key: (rule?.level !== 'TENANT' && rule?.scope?.key) || '',
    one: rule?.scope !== null && rule !== null,
    kpi: rule?.kpi.code ?? '',
    kind: rule?.condition.kind ?? ('THRESHOLD' as const),
    above: rule !== null && rule.condition.above !== null,
    bound: bound === null ? '' : rule?.kpi.unit === 's' ? durationText(bound) : String(bound),
    percent: rule?.condition.percent == null ? '' : String(rule.condition.percent),
    period: rule?.period ?? ('LAST_7_DAYS' as Preset),
    minCount: String(rule?.minCount ?? 20),
    coolDown: String(rule?.coolDownHours ?? 24),
    enabled: rule?.enabled ?? true,
    url: rule?.webhook?.url ?? '',
    secret: '',
  };
}
