import { useState, type ReactNode } from 'react';
import { Button } from '../../components/Button';
import { Field } from '../../components/Field';
import { amountOf, durationText, numberOf } from '../../components/form/checks';
import { Items } from '../../components/form/Items';
import { KpiSelect, useCatalogue } from '../../components/form/KpiSelect';
import { useFormats, useTexts } from '../../i18n/context';
import { changedAt, without } from './check';
import type { Known, SectionProps } from './page';
import { differs, SectionForm } from './SectionForm';

interface PartDraft {
  readonly kpi: string;
  readonly unit: string;
  readonly weight: string;
  readonly target: string;
  readonly minCount: string;
}
interface Scheme {
  readonly name: string;
  readonly teams: readonly string[];
  readonly parts: readonly PartDraft[];
}

const draftOf = ({ appraisal }: Known): readonly Scheme[] =>
  appraisal.schemes.map(({ name, teams, parts }) => ({
    name,
    teams: teams?.map(({ key }) => key) ?? [],
    parts: parts.map(({ kpi, weight, target, minCount }) => ({
      kpi: kpi.code,
      unit: kpi.unit,
      weight: String(weight),
      target: target === null ? '' : kpi.unit === 's' ? durationText(target) : String(target),
      minCount: String(minCount),
    })),
  }));
const freshPart: PartDraft = { kpi: '', unit: '', weight: '10', target: '', minCount: '5' };

const wrongWeight = ({ weight }: PartDraft): boolean => !((numberOf(weight) ?? 0) > 0) || (numberOf(weight) ?? 0) > 1_000;
const wrongCount = ({ minCount }: PartDraft): boolean => !Number.isInteger(numberOf(minCount) ?? NaN);
const wrongGoal = ({ target, unit }: PartDraft): boolean => target.trim() !== '' && amountOf(target, unit) === null;
const isWrong = (part: PartDraft): boolean => part.kpi === '' || wrongWeight(part) || wrongCount(part) || wrongGoal(part);

export function Appraisal({ settings, teams }: SectionProps): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const kpis = useCatalogue();
  const known = draftOf(settings);
  const [draft, setDraft] = useState(known);
  const [tried, setTried] = useState(false);
  const build = () => {
    if (draft.some(({ name, parts }) => name.trim() === '' || parts.length === 0 || parts.some(isWrong))) return null;
    const schemes = draft.map(({ name, teams: keys, parts }) => ({
      name: name.trim(),
      teams: keys.length > 0 ? keys : null,
      parts: parts.map(({ kpi, unit, weight, target, minCount }) => ({
        kpi,
        weight: numberOf(weight) ?? 0,
        target: target.trim() === '' ? null : amountOf(target, unit),
        minCount: numberOf(minCount) ?? 5,
      })),
    }));
    return { appraisal: { schemes } };
  };
  return (
    <SectionForm
      title={t.settings.sections.appraisal}
      about={t.settings.appraisalAbout}
      dirty={differs(draft, known)}
      build={build}
      onTried={() => setTried(true)}
    >
      {() => (
        <>
          {draft.length === 0 && <p className="muted">{t.settings.noSchemes}</p>}
          {draft.map((scheme, at) => {
            const put = (change: Partial<Scheme>): void => setDraft(changedAt(draft, at, { ...scheme, ...change }));
            const sum = scheme.parts.reduce((all, { weight }) => all + (numberOf(weight) ?? 0), 0);
            return (
              <div key={at} className="settings-item" role="group" aria-label={`${t.settings.scheme} ${scheme.name}`}>
                <div className="row apart">
                  <h3>{scheme.name || t.settings.scheme}</h3>
                  <Button kind="quiet" small aria-label={`${t.common.remove}: ${scheme.name}`} onClick={() => setDraft(without(draft, at))}>
                    {t.common.remove}
                  </Button>
                </div>
                <div className="form-pair">
                  <Field
                    label={t.common.name}
                    value={scheme.name}
                    maxLength={100}
                    onChange={(event) => put({ name: event.target.value })}
                    error={tried && scheme.name.trim() === '' ? t.forms.required : null}
                  />
                  <Items
                    label={t.settings.teams}
                    hint={t.settings.teamsHint}
                    items={scheme.teams}
                    options={teams.map(({ key, name }) => ({ value: key, label: name }))}
                    nameOf={(key) => teams.find((team) => team.key === key)?.name ?? key}
                    onChange={(keys) => put({ teams: keys })}
                  />
                </div>
                {scheme.parts.map((part, index) => {
                  const change = (to: Partial<PartDraft>): void => put({ parts: changedAt(scheme.parts, index, { ...part, ...to }) });
                  const weight = numberOf(part.weight) ?? 0;
                  return (
                    <div key={index} className="settings-line">
                      <KpiSelect
                        label={t.common.kpi}
                        kpis={kpis}
                        level="AGENT"
                        value={part.kpi}
                        onChange={(kpi) => change({ kpi, unit: kpis.find(({ code }) => code === kpi)?.unit ?? '' })}
                        error={tried && part.kpi === '' ? t.forms.required : null}
                      />
                      <Field
                        label={t.settings.weight}
                        inputMode="decimal"
                        value={part.weight}
                        onChange={(event) => change({ weight: event.target.value })}
                        hint={sum > 0 && weight > 0 ? formats.percent((weight / sum) * 100, 0) : undefined}
                        error={tried && wrongWeight(part) ? t.forms.between('0', formats.number(1_000)) : null}
                      />
                      <Field
                        label={t.common.target}
                        value={part.target}
                        onChange={(event) => change({ target: event.target.value })}
                        hint={part.target === '' ? t.settings.targetHint : formats.value(amountOf(part.target, part.unit), part.unit)}
                        error={tried && wrongGoal(part) ? t.forms.notNumber : null}
                      />
                      <Field
                        label={t.settings.minCount}
                        inputMode="numeric"
                        value={part.minCount}
                        onChange={(event) => change({ minCount: event.target.value })}
                        error={tried && wrongCount(part) ? t.forms.notWhole : null}
                      />
                      <Button
                        kind="quiet"
                        small
                        icon="close"
                        aria-label={t.forms.removeItem(part.kpi)}
                        onClick={() => put({ parts: without(scheme.parts, index) })}
                      />
                    </div>
                  );
                })}
                {tried && scheme.parts.length === 0 && <p className="field-error">{t.forms.required}</p>}
                <div>
                  <Button small onClick={() => put({ parts: [...scheme.parts, freshPart] })}>
                    {t.settings.addPart}
                  </Button>
                </div>
              </div>
            );
          })}
          <div>
            <Button onClick={() => setDraft([...draft, { name: '', teams: [], parts: [freshPart] }])}>{t.settings.addScheme}</Button>
          </div>
        </>
      )}
    </SectionForm>
  );
}
