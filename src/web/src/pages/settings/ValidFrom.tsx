import type { ReactNode } from 'react';
import { Field } from '../../components/Field';
import { Radios } from '../../components/form/Radios';
import { useFormats, useTexts } from '../../i18n/context';
import { instantOf, nextStep, stepsOf, type Moment, type Step } from './moment';

/** From when on a change holds: the past is judged by what held then. */
export function ValidFrom({
  moment,
  onChange,
  names,
  history,
  tried,
  error,
}: {
  readonly moment: Moment;
  readonly onChange: (moment: Moment) => void;
  readonly names: readonly string[];
  readonly history: readonly Step[];
  readonly tried: boolean;
  readonly error: string | null;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const steps = stepsOf(history, names);
  const instant = instantOf(moment.at, formats.place.timeZone);
  const next = nextStep(steps, moment, instant, Date.now());
  return (
    <div className="settings-from">
      <Radios
        label={t.settings.from}
        hint={t.settings.fromAbout}
        options={(['now', 'at', 'beginning'] as const).map((value) => ({
          value,
          label: t.settings.fromKinds[value],
          hint: t.settings.fromHints[value],
        }))}
        chosen={moment.kind}
        onChange={(kind) => onChange({ ...moment, kind })}
      />
      {moment.kind === 'at' && (
        <Field
          label={t.settings.fromAt}
          type="datetime-local"
          value={moment.at}
          onChange={(event) => onChange({ ...moment, at: event.target.value })}
          hint={t.settings.inZone(formats.place.timeZone)}
          error={error ?? (tried && instant === null ? t.forms.required : null)}
        />
      )}
      {moment.kind !== 'at' && error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      {next !== null && <p className="notice notice-warning">{t.settings.later(formats.instant(next))}</p>}
      {steps.length > 1 && (
        <p className="field-hint">
          {t.settings.steps(formats.list(steps.map((step) => (step === null ? t.settings.beginning : formats.instant(step)))))}
        </p>
      )}
    </div>
  );
}
