import type { ReactNode } from 'react';
import { useQuery } from '../../../api/query';
import { Button } from '../../../components/Button';
import { Checkbox, Field } from '../../../components/Field';
import { isTime } from '../../../components/form/checks';
import { Items } from '../../../components/form/Items';
import { Radios } from '../../../components/form/Radios';
import { Loaded } from '../../../components/States';
import { HoursSettings, type HoursSettingsQuery } from '../../../generated/HoursSettings';
import type { Weekday } from '../../../generated/schema';
import { useFormats, useLanguage, useTexts } from '../../../i18n/context';
import { weekdayName, weekdays } from '../calendar';
import { useEditing } from '../editing';
import { Frame } from '../Frame';
import { History } from '../History';
import { changedAt, without } from '../lists';
import { SettingsForm } from '../SettingsForm';
import { hoursOf, inputOf, isShut, isWrong, nextOpening, wrongOpenings, type Opening } from './week';

const all = {};
const names = ['businessHours'];

export default function HoursPage(): ReactNode {
  const query = useQuery(HoursSettings, all);
  return (
    <Frame section="hours">
      <Loaded query={query} lines={8}>
        {({ tenant }) => <HoursForm settings={tenant.settings} />}
      </Loaded>
      <History names={names} timed />
    </Frame>
  );
}

function HoursForm({ settings }: { readonly settings: HoursSettingsQuery['tenant']['settings'] }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { locale } = useLanguage();
  const editing = useEditing(settings, hoursOf(settings.businessHours));
  const { form, put, tried, refused } = editing;
  const setDay = (day: Weekday, openings: readonly Opening[]): void => put({ week: { ...form.week, [day]: openings } });
  const shut = tried && isShut(form.week) ? t.judging.noDay : (refused('businessHours.hours') ?? refused('businessHours.days'));
  return (
    <SettingsForm
      title={t.judging.hoursTitle}
      editing={editing}
      wrong={isWrong(form)}
      settings={() => ({ businessHours: inputOf(form) })}
      shows={names}
      timed={{ names, history: settings.history }}
    >
      <Radios
        label={t.judging.which}
        options={[
          { value: 'all', label: t.judging.allTime, hint: t.judging.allTimeHint },
          { value: 'open', label: t.judging.openTime, hint: t.judging.openTimeHint },
        ]}
        chosen={form.all ? 'all' : 'open'}
        onChange={(which) => put({ all: which === 'all' })}
      />
      {!form.all && (
        <>
          <fieldset className="choices">
            <legend>{t.judging.week}</legend>
            <p className="field-hint">{t.judging.midnight}</p>
            <div className="week">
              {weekdays.map((day) => (
                <Day
                  key={day}
                  name={weekdayName(day, locale)}
                  openings={form.week[day]}
                  tried={tried}
                  onChange={(openings) => setDay(day, openings)}
                />
              ))}
            </div>
            {shut && (
              <p className="field-error" role="alert">
                {shut}
              </p>
            )}
            <div className="row">
              <Button
                small
                onClick={() =>
                  put({ week: { ...form.week, TUE: form.week.MON, WED: form.week.MON, THU: form.week.MON, FRI: form.week.MON } })
                }
              >
                {t.judging.likeMonday}
              </Button>
            </div>
          </fieldset>
          <Items
            label={t.judging.holidays}
            hint={t.judging.holidaysHint}
            items={form.holidays}
            onChange={(holidays) => put({ holidays: [...holidays].sort() })}
            nameOf={(day) => formats.day(day, 'long')}
            type="date"
            error={refused('businessHours.holidays')}
          />
        </>
      )}
    </SettingsForm>
  );
}

function Day({
  name,
  openings,
  tried,
  onChange,
}: {
  readonly name: string;
  readonly openings: readonly Opening[];
  readonly tried: boolean;
  readonly onChange: (openings: readonly Opening[]) => void;
}): ReactNode {
  const t = useTexts();
  const wrong = wrongOpenings(openings);
  const told = (at: number): string | null => {
    const one = tried ? wrong[at] : null;
    return !one ? null : one === 'notTime' ? t.forms.notTime : t.judging[one];
  };
  return (
    <div className="week-day">
      <Checkbox label={name} checked={openings.length > 0} onChange={(event) => onChange(event.target.checked ? [nextOpening([])] : [])} />
      {openings.length === 0 ? (
        <span className="muted">{t.judging.closed}</span>
      ) : (
        <div className="week-windows">
          {openings.map(({ from, to }, at) => (
            <div key={at} className="week-window">
              <div className="row">
                <Field
                  label={t.judging.opens(name)}
                  hideLabel
                  value={from}
                  placeholder="09:00"
                  maxLength={5}
                  inputMode="numeric"
                  aria-invalid={told(at) && (wrong[at] !== 'notTime' || !isTime(from)) ? true : undefined}
                  onChange={(event) => onChange(changedAt(openings, at, { from: event.target.value }))}
                />
                <span aria-hidden="true">–</span>
                <Field
                  label={t.judging.closes(name)}
                  hideLabel
                  value={to}
                  aria-invalid={told(at) && (wrong[at] !== 'notTime' || !isTime(to)) ? true : undefined}
                  placeholder="18:00"
                  maxLength={5}
                  inputMode="numeric"
                  onChange={(event) => onChange(changedAt(openings, at, { to: event.target.value }))}
                />
                {openings.length > 1 && (
                  <Button
                    kind="quiet"
                    small
                    icon="close"
                    aria-label={t.judging.removeWindow(name, from)}
                    onClick={() => onChange(without(openings, at))}
                  />
                )}
                {at === openings.length - 1 && openings.length < 24 && (
                  <Button
                    kind="quiet"
                    small
                    aria-label={t.judging.addWindow(name)}
                    onClick={() => onChange([...openings, nextOpening(openings)])}
                  >
                    +
                  </Button>
                )}
              </div>
              {told(at) && (
                <p className="field-error" role="alert">
                  {told(at)}
                </p>
              )}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
