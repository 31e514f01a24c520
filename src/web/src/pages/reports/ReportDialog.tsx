import { useState, type ReactNode } from 'react';
import type { ScopeKey } from '../../app/scope';
import { Checkbox, Field, Select } from '../../components/Field';
import { isEmail, isHttps, isTime } from '../../components/form/checks';
import { FormDialog } from '../../components/form/FormDialog';
import { Items } from '../../components/form/Items';
import { kpiOptions, useCatalogue } from '../../components/form/KpiSelect';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { useSave } from '../../components/form/save';
import { ScopeField } from '../../components/form/ScopeField';
import { toast } from '../../components/Toast';
import { CreateReport } from '../../generated/CreateReport';
import { UpdateReport } from '../../generated/UpdateReport';
import { useLanguage } from '../../i18n/context';
import { localeNames, locales } from '../../i18n/texts';
import type { Report } from './page';

const every = ['WEEK', 'MONTH'] as const;
const fields = ['name', 'level', 'key', 'kpis', 'at', 'locale', 'email', 'webhook'];

export function ReportDialog({ report, onClose }: { readonly report: Report | null; readonly onClose: () => void }): ReactNode {
  const { t, locale } = useLanguage();
  const catalogue = useCatalogue();
  const creating = useSave(CreateReport, ({ createReport }) => createReport);
  const updating = useSave(UpdateReport, ({ updateReport }) => updateReport);
  const saving = report ? updating : creating;
  const [form, setForm] = useState({
    name: report?.name ?? '',
    scope: (report ? { level: report.scope.level, key: report.scope.key } : { level: 'TENANT', key: '' }) as ScopeKey,
    kpis: report?.kpis?.map(({ code }) => code) ?? ([] as readonly string[]),
    every: report?.every ?? ('MONTH' as const),
    at: report?.at ?? '07:00',
    locale: report?.locale ?? (locale as string),
    to: report?.email?.to ?? ([] as readonly string[]),
    url: report?.webhook?.url ?? '',
    secret: '',
    enabled: report?.enabled ?? true,
  });
  const [tried, setTried] = useState(false);
  const put = (change: Partial<typeof form>): void => setForm({ ...form, ...change });
  const newHook = form.url !== '' && form.url !== report?.webhook?.url;
  const wrong = {
    name: form.name.trim() === '' ? t.forms.required : null,
    at: isTime(form.at) && form.at !== '24:00' ? null : t.forms.notTime,
    email: form.to.length === 0 && form.url === '' ? t.reports.somewhere : null,
    webhook: form.url !== '' && !isHttps(form.url) ? t.forms.notHttps : null,
    secret: newHook && form.secret.length < 16 ? t.forms.tooShort('16') : null,
  };
  const told = (name: keyof typeof wrong, field: string = name): string | null =>
    (tried ? wrong[name] : null) ?? mistakeAt(saving.mistakes, field);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.values(wrong).some((one) => one !== null)) return;
    const { level, key } = form.scope;
    const input = {
      name: form.name.trim(),
      level,
      key: level === 'TENANT' ? null : key,
      kpis: form.kpis.length > 0 ? form.kpis : null,
      every: form.every,
      at: form.at,
      locale: form.locale,
      email: form.to.length > 0 ? { to: form.to } : null,
      webhook: form.url === '' ? null : { url: form.url, ...(form.secret !== '' && { secret: form.secret }) },
      enabled: form.enabled,
    };
    const done = await (report ? updating.save({ input: { id: report.id, ...input } }) : creating.save({ input }));
    if (!done) return;
    toast(t.reports.saved);
    onClose();
  };
  return (
    <FormDialog
      title={report ? t.reports.edit : t.reports.create}
      busy={saving.running}
      others={otherMistakes(saving.mistakes, fields)}
      problem={saving.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field
        label={t.common.name}
        value={form.name}
        maxLength={100}
        onChange={(event) => put({ name: event.target.value })}
        error={told('name')}
      />
      <ScopeField
        scope={form.scope}
        name={report?.scope.name}
        levels={['TENANT', 'TEAM', 'AGENT', 'CUSTOMER']}
        onChange={(scope) => put({ scope })}
        error={mistakeAt(saving.mistakes, 'key') ?? mistakeAt(saving.mistakes, 'level')}
      />
      <Items
        label={t.reports.kpis}
        hint={t.reports.kpisHint}
        items={form.kpis}
        options={kpiOptions(catalogue, form.scope.level)}
        nameOf={(code) => catalogue.find((kpi) => kpi.code === code)?.name ?? code}
        onChange={(kpis) => put({ kpis })}
        error={mistakeAt(saving.mistakes, 'kpis')}
      />
      <div className="form-pair">
        <Select
          label={t.reports.every}
          value={form.every}
          onChange={(event) => put({ every: event.target.value as (typeof every)[number] })}
          options={every.map((value) => ({ value, label: t.reports.periods[value] }))}
        />
        <Field label={t.reports.at} value={form.at} onChange={(event) => put({ at: event.target.value })} error={told('at')} />
        <Select
          label={t.reports.language}
          value={form.locale}
          onChange={(event) => put({ locale: event.target.value })}
          options={locales.map((value) => ({ value, label: localeNames[value] }))}
          error={mistakeAt(saving.mistakes, 'locale')}
        />
      </div>
      <Items
        label={t.reports.to}
        hint={t.reports.toHint}
        type="email"
        items={form.to}
        wrong={(item) => !isEmail(item)}
        wrongText={t.forms.notEmail}
        onChange={(to) => put({ to: to.slice(0, 20) })}
        error={told('email')}
        placeholder="director@example.com"
      />
      <Field
        label={`${t.reports.webhook} (${t.forms.optional})`}
        type="url"
        value={form.url}
        onChange={(event) => put({ url: event.target.value.trim() })}
        hint={t.reports.webhookHint}
        error={told('webhook', 'webhook.url')}
      />
      {form.url !== '' && (
        <Field
          label={t.alerts.secret}
          value={form.secret}
          autoComplete="off"
          onChange={(event) => put({ secret: event.target.value })}
          hint={newHook ? t.alerts.secretHint : t.alerts.secretKeep}
          error={told('secret', 'webhook.secret')}
        />
      )}
      <Checkbox label={t.reports.enabled} checked={form.enabled} onChange={(event) => put({ enabled: event.target.checked })} />
    </FormDialog>
  );
}
