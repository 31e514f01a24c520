import { useState, type ReactNode } from 'react';
import type { Level } from '../../app/scope';
import { Field } from '../../components/Field';
import { isOrigin } from '../../components/form/checks';
import { Choices } from '../../components/form/Choices';
import { FormDialog } from '../../components/form/FormDialog';
import { Items } from '../../components/form/Items';
import { kpiOptions, useCatalogue } from '../../components/form/KpiSelect';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { useSave } from '../../components/form/save';
import { toast } from '../../components/Toast';
import { CreateWidget } from '../../generated/CreateWidget';
import { UpdateWidget } from '../../generated/UpdateWidget';
import { useTexts } from '../../i18n/context';
import type { Widget } from './WidgetList';

const levels = ['TENANT', 'TEAM', 'AGENT', 'CUSTOMER'] as const;

export function WidgetDialog({ widget, onClose }: { readonly widget: Widget | null; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const catalogue = useCatalogue();
  const creating = useSave(CreateWidget, ({ createWidget }) => createWidget);
  const updating = useSave(UpdateWidget, ({ updateWidget }) => updateWidget);
  const saving = widget ? updating : creating;
  const [name, setName] = useState(widget?.name ?? '');
  const [origins, setOrigins] = useState<readonly string[]>(widget?.origins ?? []);
  const [chosen, setChosen] = useState<readonly Level[]>(widget?.levels ?? ['CUSTOMER']);
  const [kpis, setKpis] = useState<readonly string[]>(widget?.kpis?.map(({ code }) => code) ?? []);
  const [tried, setTried] = useState(false);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '' || origins.length === 0 || chosen.length === 0) return;
    const input = { name: name.trim(), origins, levels: chosen, kpis: kpis.length > 0 ? kpis : null };
    const done = await (widget ? updating.save({ input: { id: widget.id, ...input } }) : creating.save({ input }));
    if (!done) return;
    toast(t.access.widgetSaved);
    onClose();
  };
  return (
    <FormDialog
      title={widget ? t.access.editWidget : t.access.createWidget}
      busy={saving.running}
      others={otherMistakes(saving.mistakes, ['name', 'origins', 'levels', 'kpis'])}
      problem={saving.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field
        label={t.common.name}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
        error={tried && name.trim() === '' ? t.forms.required : mistakeAt(saving.mistakes, 'name')}
      />
      <Items
        label={t.access.origins}
        items={origins}
        onChange={setOrigins}
        wrong={(item) => !isOrigin(item)}
        wrongText={t.forms.notOrigin}
        error={tried && origins.length === 0 ? t.forms.required : mistakeAt(saving.mistakes, 'origins')}
        placeholder="https://crm.example.com"
      />
      <Choices
        label={t.access.levels}
        options={levels.map((value) => ({ value, label: t.levels[value] }))}
        chosen={chosen}
        onChange={setChosen}
        error={tried && chosen.length === 0 ? t.forms.required : mistakeAt(saving.mistakes, 'levels')}
      />
      <Items
        label={t.access.widgetKpis}
        hint={t.access.widgetKpisHint}
        items={kpis}
        options={kpiOptions(catalogue)}
        nameOf={(code) => catalogue.find((kpi) => kpi.code === code)?.name ?? code}
        onChange={setKpis}
        error={mistakeAt(saving.mistakes, 'kpis')}
      />
    </FormDialog>
  );
}
