import { useState, type ReactNode } from 'react';
import { Card } from '../../components/Card';
import { Button } from '../../components/Button';
import { Field, Select } from '../../components/Field';
import { Refusals } from '../../components/form/FormDialog';
import { useGuard } from '../../components/form/guard';
import type { Mistake } from '../../components/form/mistakes';
import { useSave } from '../../components/form/save';
import { toast } from '../../components/Toast';
import type { SettingsInput } from '../../generated/schema';
import { UpdateSettings } from '../../generated/UpdateSettings';
import { useFormats, useTexts } from '../../i18n/context';
import { startOf } from './check';

/** A part of the settings: shown, changed, and from when on the change holds. */
export function SectionForm({
  title,
  about,
  dirty,
  when = true,
  build,
  onTried,
  children,
}: {
  readonly title: string;
  readonly about: ReactNode;
  readonly dirty: boolean;
  /** It can hold from another time than now. */
  readonly when?: boolean;
  /** null: something has to be mended first. */
  readonly build: () => SettingsInput | null;
  readonly onTried: () => void;
  readonly children: (mistakes: readonly Mistake[]) => ReactNode;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const saving = useSave(UpdateSettings, ({ updateSettings }) => updateSettings);
  const [from, setFrom] = useState<'now' | 'day' | 'start'>('now');
  const [day, setDay] = useState('');
  const [tried, setTried] = useState(false);
  useGuard(dirty, t.forms.leave);
  const submit = async (): Promise<void> => {
    setTried(true);
    onTried();
    const settings = build();
    if (!settings || (from === 'day' && day === '')) return;
    const validFrom = from === 'day' ? startOf(day, formats.place.timeZone) : null;
    const done = await saving.save({ input: { settings, validFrom, fromBeginning: from === 'start' } });
    if (done) toast(done.job ? t.settings.savedJob : t.settings.saved);
  };
  return (
    <Card title={title} about={about}>
      <form
        className="form settings-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {children(saving.mistakes)}
        <Refusals mistakes={saving.mistakes} problem={saving.problem} />
        <div className="settings-save">
          {when && (
            <>
              <Select
                label={t.settings.holds}
                value={from}
                onChange={(event) => setFrom(event.target.value as typeof from)}
                options={[
                  { value: 'now', label: t.settings.fromNow },
                  { value: 'day', label: t.settings.fromDay },
                  { value: 'start', label: t.settings.fromStart },
                ]}
                hint={from === 'now' ? undefined : t.settings.again}
              />
              {from === 'day' && (
                <Field
                  label={t.forms.from}
                  type="date"
                  value={day}
                  onChange={(event) => setDay(event.target.value)}
                  error={tried && day === '' ? t.forms.required : null}
                />
              )}
            </>
          )}
          <Button kind="main" type="submit" busy={saving.running} disabled={!dirty}>
            {t.common.save}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** What was typed and what holds, as one text each. */
export const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
