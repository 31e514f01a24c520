import { useState, type ReactNode } from 'react';
import type { ScopeKey } from '../../app/scope';
import { Field } from '../../components/Field';
import { amountOf } from '../../components/form/checks';
import { FormDialog } from '../../components/form/FormDialog';
import { KpiSelect, type KpiChoice } from '../../components/form/KpiSelect';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { useSave } from '../../components/form/save';
import { ScopeField } from '../../components/form/ScopeField';
import { toast } from '../../components/Toast';
import { SetTarget } from '../../generated/SetTarget';
import { useFormats, useTexts } from '../../i18n/context';
import { wrongTarget } from './check';

export interface Draft {
  readonly scope: ScopeKey;
  readonly name: string | undefined;
  readonly kpi: string;
}

export function SetTargetDialog({
  draft,
  kpis,
  onClose,
}: {
  readonly draft: Draft;
  readonly kpis: readonly KpiChoice[];
  readonly onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const [form, setForm] = useState(() => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: formats.place.timeZone }).format(new Date());
    return { scope: draft.scope, kpi: draft.kpi, target: '', warning: '', from: today, to: '' };
  });
  const [tried, setTried] = useState(false);
  const saving = useSave(SetTarget, ({ setTarget }) => setTarget);
  const put = (change: Partial<typeof form>): void => setForm({ ...form, ...change });
  const kpi = kpis.find(({ code }) => code === form.kpi);
  const wrong = wrongTarget({ ...form, unit: kpi?.unit ?? '', direction: kpi?.direction ?? 'NONE' });
  const told = (name: keyof typeof wrong): string | null => {
    const mine = tried ? wrong[name] : undefined;
    if (mine === undefined) return mistakeAt(saving.mistakes, name);
    return mine === 'warningUp' || mine === 'warningDown' ? t.targets[mine] : t.forms[mine];
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    const target = amountOf(form.target, kpi?.unit ?? '');
    if (Object.keys(wrong).length > 0 || target === null) return;
    const { level, key } = form.scope;
    const done = await saving.save({
      input: {
        level,
        key: level === 'TENANT' ? null : key,
        kpi: form.kpi,
        target,
        warning: form.warning === '' ? null : amountOf(form.warning, kpi?.unit ?? ''),
        from: form.from || null,
        to: form.to || null,
      },
    });
    if (!done) return;
    toast(t.targets.saved(kpi?.name ?? form.kpi));
    onClose();
  };
  const hint = (text: string): string | undefined => {
    const value = kpi ? amountOf(text, kpi.unit) : null;
    if (kpi && value !== null) return `= ${formats.value(value, kpi.unit)}`;
    return kpi?.unit === 's' ? t.forms.durationHint : kpi?.unit;
  };
  return (
    <FormDialog
      title={t.targets.set}
      busy={saving.running}
      others={otherMistakes(saving.mistakes, ['kpi', 'key', 'level', 'target', 'warning', 'from', 'to'])}
      problem={saving.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ScopeField
        scope={form.scope}
        name={draft.name}
        levels={['TENANT', 'TEAM', 'AGENT', 'CUSTOMER']}
        onChange={(scope) => put({ scope })}
        error={mistakeAt(saving.mistakes, 'key') ?? mistakeAt(saving.mistakes, 'level')}
      />
      <KpiSelect
        label={t.common.kpi}
        kpis={kpis}
        level={form.scope.level}
        value={form.kpi}
        onChange={(code) => put({ kpi: code })}
        error={told('kpi')}
      />
      <div className="form-pair">
        <Field
          label={t.common.target}
          value={form.target}
          onChange={(event) => put({ target: event.target.value })}
          error={told('target')}
          hint={hint(form.target)}
          required
        />
        <Field
          label={`${t.targets.warning} (${t.forms.optional})`}
          value={form.warning}
          onChange={(event) => put({ warning: event.target.value })}
          error={told('warning')}
          hint={form.warning !== '' ? hint(form.warning) : kpi?.direction === 'NONE' ? t.targets.bandHint : t.targets.warningHint}
        />
      </div>
      <div className="form-pair">
        <Field
          label={t.forms.from}
          type="date"
          value={form.from}
          onChange={(event) => put({ from: event.target.value })}
          error={told('from')}
          hint={t.targets.fromHint}
        />
        <Field
          label={t.forms.to}
          type="date"
          value={form.to}
          onChange={(event) => put({ to: event.target.value })}
          error={told('to')}
          hint={t.targets.toHint}
        />
      </div>
    </FormDialog>
  );
}
