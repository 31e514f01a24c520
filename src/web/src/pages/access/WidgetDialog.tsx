import { useState, type ReactNode } from 'react';
import { Field } from '../../components/Field';
import { isOrigin } from '../../components/form/checks';
import { Choices } from '../../components/form/Choices';
import { FormDialog } from '../../components/form/FormDialog';
import { Items } from '../../components/form/Items';
import { kpiOptions, type KpiChoice } from '../../components/form/KpiSelect';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { useSave } from '../../components/form/save';
import { toast } from '../../components/Toast';
import { CreateWidget } from '../../generated/CreateWidget';
import type { Level } from '../../generated/schema';
import { UpdateWidget } from '../../generated/UpdateWidget';
import { useTexts } from '../../i18n/context';
import { levels } from './key-form';
import type { Widget } from './Widgets';

interface Typed {
  readonly name: string;
  readonly origins: readonly string[];
  readonly levels: readonly Level[];
  readonly kpis: readonly string[];
}

export function WidgetDialog({
  widget,
  kpis,
  onClose,
}: {
  readonly widget: Widget | null;
  readonly kpis: readonly KpiChoice[];
  readonly onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const [form, setForm] = useState<Typed>(
    widget ? { ...widget, kpis: widget.kpis?.map(({ code }) => code) ?? [] } : { name: '', origins: [], levels: ['CUSTOMER'], kpis: [] },
  );
  const [tried, setTried] = useState(false);
  const creating = useSave(CreateWidget, ({ createWidget }) => createWidget);
  const updating = useSave(UpdateWidget, ({ updateWidget }) => updateWidget);
  const saving = widget ? updating : creating;
  const put = (change: Partial<Typed>): void => setForm({ ...form, ...change });
  const wrong = {
    name: form.name.trim() === '' ? t.forms.required : null,
    origins: form.origins.length === 0 ? t.forms.required : null,
    levels: form.levels.length === 0 ? t.access.needOne : null,
  };
  const told = (name: keyof typeof wrong): string | null => (tried ? wrong[name] : null) ?? mistakeAt(saving.mistakes, name);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.values(wrong).some((one) => one !== null)) return;
    const input = { name: form.name.trim(), origins: form.origins, levels: form.levels, kpis: form.kpis.length === 0 ? null : form.kpis };
    const done = widget ? await updating.save({ input: { id: widget.id, ...input } }) : await creating.save({ input });
    if (!done) return;
    toast(t.forms.saved);
    onClose();
  };
  return (
    <FormDialog
      title={widget ? t.access.editWidget(widget.name) : t.access.newWidget}
      busy={saving.running}
      others={otherMistakes(saving.mistakes, ['name', 'origins', 'levels', 'kpis'])}
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
      <Items
        label={t.access.origins}
        hint={t.access.originsHint}
        items={form.origins}
        onChange={(origins) => put({ origins })}
        wrong={(item) => !isOrigin(item)}
        wrongText={t.forms.notOrigin}
        error={told('origins')}
      />
      <Choices
        label={t.access.levels}
        options={levels.map((level) => ({ value: level, label: t.levels[level] }))}
        chosen={form.levels}
        onChange={(chosen) => put({ levels: chosen })}
        error={told('levels')}
      />
      <Items
        label={`${t.access.kpis} (${t.forms.optional})`}
        hint={t.access.kpisHint}
        items={form.kpis}
        options={kpiOptions(kpis)}
        nameOf={(code) => kpis.find((one) => one.code === code)?.name ?? code}
        placeholder={t.forms.chooseKpi}
        onChange={(chosen) => put({ kpis: chosen })}
        error={mistakeAt(saving.mistakes, 'kpis')}
      />
    </FormDialog>
  );
}
