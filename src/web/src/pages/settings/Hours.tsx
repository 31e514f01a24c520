import { useState, type ReactNode } from 'react';
import { Button } from '../../components/Button';
import { Checkbox, Field } from '../../components/Field';
import { isDay } from '../../app/period';
import { Items } from '../../components/form/Items';
import { useFormats, useLanguage } from '../../i18n/context';
import { areWindows, changedAt, weekdayNames, weekdays, without, type Hours, type Weekday } from './check';
import type { Known, SectionProps } from './page';
import { differs, SectionForm } from './SectionForm';

interface Draft {
  readonly always: boolean;
  readonly days: Readonly<Record<Weekday, readonly Hours[]>>;
  readonly holidays: readonly string[];
}

function draftOf({ businessHours }: Known): Draft {
  const usual = (day: Weekday): readonly Hours[] => (day === 'SAT' || day === 'SUN' ? [] : [{ from: '09:00', to: '18:00' }]);
  const of = (day: Weekday): readonly Hours[] =>
    businessHours
      ? (businessHours.days.find(({ weekday }) => weekday === day)?.windows ?? []).map(({ from, to }) => ({ from, to }))
      : usual(day);
  const days = Object.fromEntries(weekdays.map((day) => [day, of(day)])) as Record<Weekday, readonly Hours[]>;
  return { always: businessHours === null, days, holidays: businessHours?.holidays ?? [] };
}

export function HoursSection({ settings }: SectionProps): ReactNode {
  const { t, locale } = useLanguage();
  const formats = useFormats();
  const known = draftOf(settings);
  const [draft, setDraft] = useState(known);
  const [tried, setTried] = useState(false);
  const names = weekdayNames(locale);
  const setDay = (day: Weekday, windows: readonly Hours[]): void => setDraft({ ...draft, days: { ...draft.days, [day]: windows } });
  const wrong = weekdays.filter((day) => !areWindows(draft.days[day]));
  const build = () => {
    if (draft.always) return { businessHours: null };
    if (wrong.length > 0) return null;
    const days = weekdays.filter((day) => draft.days[day].length > 0).map((weekday) => ({ weekday, windows: draft.days[weekday] }));
    return { businessHours: { days, holidays: draft.holidays } };
  };
  return (
    <SectionForm
      title={t.settings.sections.hours}
      about={t.settings.hoursAbout}
      dirty={differs(draft, known)}
      build={build}
      onTried={() => setTried(true)}
    >
      {() => (
        <>
          <Checkbox
            label={t.settings.always}
            checked={draft.always}
            onChange={(event) => setDraft({ ...draft, always: event.target.checked })}
          />
          {!draft.always && (
            <div>
              {weekdays.map((day, at) => {
                const windows = draft.days[day];
                const before = weekdays[at - 1];
                return (
                  <div key={day} className="settings-day" role="group" aria-label={names[day]}>
                    <strong>{names[day]}</strong>
                    <div className="settings-windows">
                      {windows.length === 0 && <span className="muted">{t.settings.closedDay}</span>}
                      {windows.map((window, index) => (
                        <span key={index} className="settings-window">
                          <Field
                            label={`${names[day]} ${t.forms.from}`}
                            hideLabel
                            value={window.from}
                            placeholder="09:00"
                            onChange={(event) => setDay(day, changedAt(windows, index, { ...window, from: event.target.value }))}
                          />
                          –
                          <Field
                            label={`${names[day]} ${t.forms.to}`}
                            hideLabel
                            value={window.to}
                            placeholder="18:00"
                            onChange={(event) => setDay(day, changedAt(windows, index, { ...window, to: event.target.value }))}
                          />
                          <Button
                            kind="quiet"
                            small
                            icon="close"
                            aria-label={t.forms.removeItem(`${names[day]} ${window.from}–${window.to}`)}
                            onClick={() => setDay(day, without(windows, index))}
                          />
                        </span>
                      ))}
                      <Button
                        kind="quiet"
                        small
                        aria-label={`${t.settings.addWindow}: ${names[day]}`}
                        onClick={() => setDay(day, [...windows, { from: windows.at(-1)?.to ?? '09:00', to: '18:00' }])}
                      >
                        {t.settings.addWindow}
                      </Button>
                      {before && differs(draft.days[before], windows) && (
                        <Button kind="quiet" small onClick={() => setDay(day, draft.days[before])}>
                          {t.settings.copyDown(names[before])}
                        </Button>
                      )}
                      {tried && wrong.includes(day) && (
                        <p className="field-error" role="alert">
                          {t.settings.windowOrder}
                        </p>
                      )}
                    </div>
                  </div>
                );
              })}
            </div>
          )}
          {!draft.always && (
            <Items
              label={t.settings.holidays}
              hint={t.settings.holidaysHint}
              type="date"
              items={draft.holidays}
              nameOf={(day) => formats.day(day, 'long')}
              wrong={(day) => !isDay(day)}
              wrongText={t.forms.required}
              onChange={(holidays) => setDraft({ ...draft, holidays: [...holidays].sort() })}
            />
          )}
        </>
      )}
    </SectionForm>
  );
}
