import { useState, type ReactNode } from 'react';
import { Field } from '../../components/Field';
import { numberOf } from '../../components/form/checks';
import { mistakeAt } from '../../components/form/mistakes';
import { useFormats, useTexts } from '../../i18n/context';
import type { SectionProps } from './page';
import { differs, SectionForm } from './SectionForm';

const names = ['satisfaction', 'effort', 'sentiment', 'openCases', 'complaints', 'recency'] as const;
type Weights = Readonly<Record<(typeof names)[number], string>>;

export function Health({ settings }: SectionProps): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { weights } = settings.health;
  const known = Object.fromEntries(names.map((name) => [name, String(weights[name] ?? 0)])) as Weights;
  const [draft, setDraft] = useState(known);
  const [tried, setTried] = useState(false);
  const numbers = names.map((name) => numberOf(draft[name]));
  const sum = numbers.reduce<number>((all, one) => all + (one ?? 0), 0);
  const wrong = (at: number): boolean => {
    const number = numbers[at] ?? null;
    return number === null || number < 0 || number > 1_000;
  };
  const build = () => {
    if (sum <= 0 || names.some((_, at) => wrong(at))) return null;
    return { health: { weights: Object.fromEntries(names.map((name, at) => [name, numbers[at]])) } };
  };
  return (
    <SectionForm
      title={t.settings.sections.health}
      about={t.settings.healthAbout}
      dirty={differs(draft, known)}
      build={build}
      onTried={() => setTried(true)}
    >
      {(mistakes) => (
        <>
          <div className="form-pair">
            {names.map((name, at) => (
              <Field
                key={name}
                label={t.settings.weights[name]}
                inputMode="decimal"
                value={draft[name]}
                onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
                hint={wrong(at) || sum <= 0 ? undefined : `${t.settings.share}: ${formats.percent(((numbers[at] ?? 0) / sum) * 100, 0)}`}
                error={
                  tried && wrong(at)
                    ? t.forms.between(formats.number(0), formats.number(1_000))
                    : mistakeAt(mistakes, `settings.health.weights.${name}`)
                }
              />
            ))}
          </div>
          {sum <= 0 && (
            <p className="field-error" role="alert">
              {t.settings.weightSum}
            </p>
          )}
        </>
      )}
    </SectionForm>
  );
}
