import { useState, type ReactNode } from 'react';
import { Checkbox, Field, Select } from '../../components/Field';
import { isEmail } from '../../components/form/checks';
import { FormDialog } from '../../components/form/FormDialog';
import { Items } from '../../components/form/Items';
import { kpiOptions, type KpiChoice } from '../../components/form/KpiSelect';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { useSave } from '../../components/form/save';
import { ScopeField } from '../../components/form/ScopeField';
import { toast } from '../../components/Toast';
import { CreateReport } from '../../generated/CreateReport';
import { UpdateReport } from '../../generated/UpdateReport';
import { useFormats, useLanguage } from '../../i18n/context';
import { localeNames, locales } from '../../i18n/texts';
import type { Report } from './page';
import { everies, reportInput, wrongReport, type TypedReport } from './report-form';

const fields = ['name', 'level', 'key', 'kpis', 'every', 'at', 'locale', 'email', 'webhook'];

export function ReportDialog({
  report,
  kpis,
  onClose,
}: {
  readonly report: Report | null;
  readonly kpis: readonly KpiChoice[];
  readonly onClose: () => void;
}): ReactNode {
  const { t, locale } = useLanguage();
  const formats = useFormats();
  const [form, setForm] = useState<TypedReport>(() => ({
    name: report?.name ?? '',
    scope: report && report.scope.level !== 'TENANT' ? { level: report.scope.level, key: report.scope.key } : { level: 'TENANT', key: '' },
    kpis: report?.kpis?.map(({ code }) => code) ?? [],
    every: report?.every ?? 'WEEK',
    at: report?.at ?? '07:00',
    locale: locales.find((one) => one === report?.locale) ?? locale,
    to: report?.email?.to ?? [],
    url: report?.webhook?.url ?? '',
    secret: '',
    enabled: report?.enabled ?? true,
  }));
  const [tried, setTried] = useState(false);
  const creating = useSave(CreateReport, ({ createReport }) => createReport);
  const updating = useSave(UpdateReport, ({ updateReport }) => updateReport);
  const saving = report ? updating : creating;
  const put = (change: Partial<TypedReport>): void => setForm({ ...form, ...change });
  const signed = report?.webhook?.url ?? null;
  const wrong = wrongReport(form, signed);
  const words = {
    required: t.forms.required,
    tooMany: t.reports.tooMany,
    notTime: t.forms.notTime,
    needTarget: t.reports.needTarget,
    tooManyTo: t.reports.tooManyTo,
    notHttps: t.forms.notHttps,
    tooShort: t.forms.tooShort(formats.number(16)),
  };
  const told = (name: keyof typeof wrong, field: string = name): string | null => {
    const mine = tried ? wrong[name] : undefined;
    return mine === undefined ? mistakeAt(saving.mistakes, field) : words[mine];
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    const input = reportInput(form);
    const done = report ? await updating.save({ input: { id: report.id, ...input } }) : await creating.save({ input });
    if (!done) return;
    toast(t.forms.saved);
    onClose();
  };
  return (
    <FormDialog
      title={report ? t.reports.edit(report.name) : t.reports.make}
      busy={saving.running}
      others={otherMistakes(saving.mistakes, fields)}
      problem={saving.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field
        label={t.common.name}
        value={form.name}
        onChange={(event) => put({ name: event.target.value })}
        error={told('name')}
        maxLength={100}
        autoComplete="off"
        required
        autoFocus
      />
      <ScopeField
        scope={form.scope}
        name={report?.scope.name}
        levels={['TENANT', 'TEAM', 'AGENT', 'CUSTOMER']}
        onChange={(scope) => put({ scope })}
        error={mistakeAt(saving.mistakes, 'key') ?? mistakeAt(saving.mistakes, 'level')}
      />
      <Items
        label={`${t.reports.kpis} (${t.forms.optional})`}
        hint={t.reports.kpisHint}
        items={form.kpis}
        options={kpiOptions(kpis, form.scope.level)}
        nameOf={(code) => kpis.find((one) => one.code === code)?.name ?? code}
        placeholder={t.forms.chooseKpi}
        onChange={(chosen) => put({ kpis: chosen })}
        error={told('kpis')}
      />
      <div className="form-pair">
        <Select
          label={t.reports.every}
          value={form.every}
          onChange={(event) => put({ every: everies.find((one) => one === event.target.value) ?? form.every })}
          options={everies.map((one) => ({ value: one, label: t.reports[one] }))}
          hint={t.reports[`${form.every}Hint`]}
        />
        <Field
          label={t.reports.at}
          type="time"
          value={form.at}
          onChange={(event) => put({ at: event.target.value })}
          error={told('at')}
          hint={t.reports.atHint(formats.place.timeZone)}
          required
        />
      </div>
      <Select
        label={t.reports.locale}
        value={form.locale}
        onChange={(event) => put({ locale: locales.find((one) => one === event.target.value) ?? form.locale })}
        options={locales.map((one) => ({ value: one, label: localeNames[one] }))}
      />
      <Items
        label={t.reports.to}
        hint={t.reports.toHint}
        type="email"
        items={form.to}
        onChange={(to) => put({ to })}
        wrong={(item) => !isEmail(item)}
        wrongText={t.forms.notEmail}
        error={told('to', 'email')}
      />
      <div className="form-pair">
        <Field
          label={`${t.reports.webhook} (${t.forms.optional})`}
          type="url"
          value={form.url}
          placeholder="https://"
          onChange={(event) => put({ url: event.target.value })}
          error={told('url', 'webhook.url') ?? (told('secret', 'webhook.secret') ? null : mistakeAt(saving.mistakes, 'webhook'))}
          hint={t.reports.webhookHint}
        />
        {form.url.trim() !== '' && (
          <Field
            label={t.reports.secret}
            value={form.secret}
            onChange={(event) => put({ secret: event.target.value })}
            error={told('secret', 'webhook.secret')}
            hint={form.url.trim() === signed ? t.reports.secretKept : t.reports.secretHint}
            autoComplete="off"
          />
        )}
      </div>
      <Checkbox
        label={t.reports.enabled}
        hint={t.reports.enabledHint}
        checked={form.enabled}
        onChange={(event) => put({ enabled: event.target.checked })}
      />
    </FormDialog>
  );
}
