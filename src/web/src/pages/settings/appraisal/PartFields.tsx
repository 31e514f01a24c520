import type { ReactNode } from 'react';
import { Button } from '../../../components/Button';
import { Field } from '../../../components/Field';
import { amountOf } from '../../../components/form/checks';
import { KpiSelect, type KpiChoice } from '../../../components/form/KpiSelect';
import { useFormats, useTexts } from '../../../i18n/context';
import { shareOf, type Part, type WrongPart } from './schemes';

/** One KPI of a scheme. Only those that agents have and of which more or less is better can be chosen. */
export function PartFields({
  parts,
  at,
  kpis,
  wrong,
  refused,
  put,
  onRemove,
}: {
  readonly parts: readonly Part[];
  readonly at: number;
  readonly kpis: readonly KpiChoice[];
  readonly wrong: WrongPart;
  readonly refused: (name: string) => string | null;
  readonly put: (change: Partial<Part>) => void;
  readonly onRemove: () => void;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const words = t.rules.appraisal;
  const part = parts[at];
  if (!part) return null;
  const kpi = kpis.find(({ code }) => code === part.kpi);
  const share = shareOf(parts, at);
  const target = kpi ? amountOf(part.target, kpi.unit) : null;
  const heavy = wrong.weight === 'range' ? words.weightRange : wrong.weight && t.forms[wrong.weight];
  const few = wrong.minCount === 'range' ? t.forms.between('1', formats.number(1_000_000)) : wrong.minCount && t.forms[wrong.minCount];
  return (
    <fieldset className="part">
      <legend className="visually-hidden">{words.part(String(at + 1))}</legend>
      <KpiSelect
        label={t.common.kpi}
        kpis={kpis.filter(({ direction, code }) => direction !== 'NONE' && code !== 'appraisal')}
        level="AGENT"
        value={part.kpi}
        onChange={(code) => put({ kpi: code, target: '' })}
        error={wrong.kpi === 'twice' ? words.twice : wrong.kpi ? t.forms[wrong.kpi] : refused('kpi')}
      />
      <Field
        label={words.weight}
        inputMode="decimal"
        value={part.weight}
        onChange={(event) => put({ weight: event.target.value })}
        hint={share === null ? undefined : words.share(formats.percent(share, 0))}
        error={heavy ?? refused('weight')}
      />
      <Field
        label={words.target}
        value={part.target}
        onChange={(event) => put({ target: event.target.value })}
        hint={kpi && target !== null ? `= ${formats.value(target, kpi.unit)}` : words.targetHint}
        error={wrong.target ? t.forms[wrong.target] : refused('target')}
      />
      <Field
        label={words.minCount}
        inputMode="numeric"
        value={part.minCount}
        onChange={(event) => put({ minCount: event.target.value })}
        error={few ?? refused('minCount')}
      />
      <Button kind="quiet" icon="close" aria-label={`${t.common.remove}: ${kpi?.name ?? words.part(String(at + 1))}`} onClick={onRemove} />
    </fieldset>
  );
}
