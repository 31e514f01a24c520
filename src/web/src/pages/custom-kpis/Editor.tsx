import { useRef, useState, type ReactNode } from 'react';
import { Card } from '../../components/Card';
import { Button } from '../../components/Button';
import { Field, Select } from '../../components/Field';
import { Refusals } from '../../components/form/FormDialog';
import { useGuard } from '../../components/form/guard';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { useSave } from '../../components/form/save';
import { toast } from '../../components/Toast';
import { DefineKpi } from '../../generated/DefineKpi';
import { useFormats, useTexts } from '../../i18n/context';
import './custom-kpis.css';
import { codeOf, inserted, isCode, placeOf } from './formula';
import { FormulaField } from './FormulaField';
import { Help } from './Help';
import type { CustomKpi } from './page';
import { Preview, usePreview } from './Preview';

const units = ['%', 's', 'n', 'per h', 'money', 'money/yr', 'points', '1–5', '0–100', '−100…100', '−1…1'];
const areas = ['SATISFACTION', 'RESPONSIVENESS', 'RESOLUTION', 'QUALITY', 'EFFICIENCY', 'LOYALTY'] as const;
const directions = ['UP', 'DOWN', 'NONE'] as const;
const fields = ['code', 'name', 'formula', 'unit', 'direction', 'keyResultArea'];

export function Editor({ kpi, onClose }: { readonly kpi: CustomKpi | null; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const [form, setForm] = useState({
    code: kpi?.code ?? '',
    name: kpi?.name ?? '',
    formula: kpi?.formula ?? '',
    unit: kpi?.unit ?? '%',
    direction: kpi?.direction ?? ('UP' as const),
    keyResultArea: kpi?.keyResultArea ?? ('QUALITY' as const),
  });
  const [dirty, setDirty] = useState(false);
  const [ownCode, setOwnCode] = useState(kpi !== null);
  const [tried, setTried] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const saving = useSave(DefineKpi, ({ defineKpi }) => defineKpi);
  const preview = usePreview(form);
  useGuard(dirty, t.forms.leave);
  const put = (change: Partial<typeof form>): void => {
    setDirty(true);
    if (saving.mistakes.length > 0) saving.clear();
    setForm({ ...form, ...change });
  };
  const required = (text: string): string | null => (tried && text.trim() === '' ? t.forms.required : null);
  const codeWrong = tried && !isCode(form.code) ? (form.code === '' ? t.forms.required : t.customKpis.codeWrong) : null;
  const insert = (text: string): void => {
    const next = inserted(form.formula, area.current?.selectionEnd ?? form.formula.length, text);
    put({ formula: next.formula });
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(next.at, next.at);
    });
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!isCode(form.code) || form.name.trim() === '' || form.formula.trim() === '') return;
    const done = await saving.save({ input: { ...form, name: form.name.trim() } });
    if (!done) return;
    setDirty(false);
    toast(t.customKpis.defined(form.name, formats.number(done.kpi?.version ?? 1)));
    onClose();
  };
  const shown = saving.mistakes.length > 0 ? saving.mistakes : preview.mistakes;
  return (
    <div className="columns">
      <Card title={kpi ? t.customKpis.edit(kpi.name) : t.customKpis.define}>
        <form
          className="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <div className="form-pair">
            <Field
              label={t.common.name}
              value={form.name}
              maxLength={100}
              onChange={(event) => put({ name: event.target.value, ...(!ownCode && { code: codeOf(event.target.value) }) })}
              error={required(form.name) ?? mistakeAt(saving.mistakes, 'name')}
            />
            <Field
              label={t.customKpis.code}
              value={form.code}
              className="mono"
              maxLength={64}
              readOnly={kpi !== null}
              onChange={(event) => {
                setOwnCode(true);
                put({ code: event.target.value });
              }}
              error={codeWrong ?? mistakeAt(saving.mistakes, 'code')}
              hint={t.customKpis.codeHint}
            />
          </div>
          <FormulaField
            ref={area}
            value={form.formula}
            onChange={(formula) => put({ formula })}
            place={form.formula.trim() === '' ? null : placeOf(shown)}
            error={required(form.formula) ?? (form.formula.trim() === '' ? null : mistakeAt(shown, 'formula'))}
          />
          <div className="form-pair">
            <Select
              label={t.customKpis.unit}
              value={form.unit}
              onChange={(event) => put({ unit: event.target.value })}
              options={units.map((unit) => ({ value: unit, label: unit }))}
              error={mistakeAt(shown, 'unit')}
            />
            <Select
              label={t.customKpis.direction}
              value={form.direction}
              onChange={(event) => put({ direction: event.target.value as (typeof directions)[number] })}
              options={directions.map((one) => ({ value: one, label: t.customKpis.directions[one] }))}
            />
            <Select
              label={t.customKpis.area}
              value={form.keyResultArea}
              onChange={(event) => put({ keyResultArea: event.target.value as (typeof areas)[number] })}
              options={areas.map((one) => ({ value: one, label: t.areas[one] }))}
            />
          </div>
          <Refusals mistakes={otherMistakes(saving.mistakes, fields)} problem={saving.problem} />
          <div className="row dialog-actions">
            <Button onClick={() => (!dirty || window.confirm(t.forms.discard)) && onClose()}>{t.common.cancel}</Button>
            <Button kind="main" type="submit" busy={saving.running}>
              {t.common.save}
            </Button>
          </div>
        </form>
      </Card>
      <div className="stack">
        <Preview name={form.name || form.code || t.customKpis.formula} unit={form.unit} preview={preview} />
        <Help onInsert={insert} />
      </div>
    </div>
  );
}
