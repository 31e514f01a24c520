import type { ReactNode } from 'react';
import { useQuery } from '../../../api/query';
import { Field, Select } from '../../../components/Field';
import { numberOf } from '../../../components/form/checks';
import { Items } from '../../../components/form/Items';
import { Loaded } from '../../../components/States';
import { WindowSettings, type WindowSettingsQuery } from '../../../generated/WindowSettings';
import type { Weekday } from '../../../generated/schema';
import { useFormats, useLanguage, useTexts } from '../../../i18n/context';
import { monthName, weekdayName, weekdays } from '../calendar';
import { useEditing } from '../editing';
import { Frame } from '../Frame';
import { History } from '../History';
import { typedNumber, wrongNumber, type WrongNumber } from '../numbers';
import { SettingsForm } from '../SettingsForm';

type Settings = WindowSettingsQuery['tenant']['settings'];
const all = {};
const repeat = ['repeatWindowDays'];
const most = { days: 365, tags: 5, kept: 36_500 };

/** Days that events are kept at least. */
const leastKept = 120;

export default function WindowsPage(): ReactNode {
  const query = useQuery(WindowSettings, all);
  return (
    <Frame section="windows">
      <Loaded query={query} lines={8}>
        {({ tenant }) => (
          <>
            <RepeatForm settings={tenant.settings} />
            <CalendarForm settings={tenant.settings} />
            <TagsForm settings={tenant.settings} />
            <RetentionForm settings={tenant.settings} />
          </>
        )}
      </Loaded>
      <History names={[...repeat, 'weekStart', 'fiscalYearStart', 'discountRate', 'tagDimensions', 'retentionDays']} timed />
    </Frame>
  );
}

/** The words for a number that is wrong. */
function useNumberWords(): (wrong: WrongNumber | null, least: number, most: number) => string | null {
  const t = useTexts();
  const formats = useFormats();
  return (wrong, low, high) =>
    wrong === null ? null : wrong === 'range' ? t.forms.between(formats.number(low), formats.number(high)) : t.forms[wrong];
}

function RepeatForm({ settings }: { readonly settings: Settings }): ReactNode {
  const t = useTexts();
  const words = useNumberWords();
  const editing = useEditing(settings, { days: String(settings.repeatWindowDays) });
  const wrong = wrongNumber(editing.form.days, { least: 1, most: most.days, whole: true });
  return (
    <SettingsForm
      title={t.judging.repeatTitle}
      about={t.judging.repeatAbout}
      editing={editing}
      wrong={wrong !== null}
      settings={() => ({ repeatWindowDays: numberOf(editing.form.days) })}
      shows={repeat}
      timed={{ names: repeat, history: settings.history }}
    >
      <div className="form-pair">
        <Field
          label={t.judging.repeatDays}
          inputMode="numeric"
          value={editing.form.days}
          onChange={(event) => editing.put({ days: event.target.value })}
          error={(editing.tried && words(wrong, 1, most.days)) || editing.refused('repeatWindowDays')}
        />
      </div>
    </SettingsForm>
  );
}

function CalendarForm({ settings }: { readonly settings: Settings }): ReactNode {
  const t = useTexts();
  const { locale } = useLanguage();
  const words = useNumberWords();
  const editing = useEditing(settings, {
    weekStart: settings.weekStart,
    fiscalYearStart: String(settings.fiscalYearStart),
    rate: typedNumber(settings.discountRate * 100),
  });
  const { form, put } = editing;
  const rate = form.rate.replace(/%\s*$/, '');
  const wrong = wrongNumber(rate, { least: 0, most: 100 });
  return (
    <SettingsForm
      title={t.judging.calendarTitle}
      about={t.judging.calendarAbout}
      editing={editing}
      wrong={wrong !== null}
      settings={() => ({
        weekStart: form.weekStart,
        fiscalYearStart: Number(form.fiscalYearStart),
        discountRate: Number(((numberOf(rate) ?? 0) / 100).toPrecision(12)),
      })}
      shows={['weekStart', 'fiscalYearStart', 'discountRate']}
    >
      <div className="form-pair">
        <Select
          label={t.judging.weekStart}
          value={form.weekStart}
          onChange={(event) => put({ weekStart: event.target.value as Weekday })}
          options={weekdays.map((value) => ({ value, label: weekdayName(value, locale) }))}
          error={editing.refused('weekStart')}
        />
        <Select
          label={t.judging.fiscalYearStart}
          hint={t.judging.fiscalHint}
          value={form.fiscalYearStart}
          onChange={(event) => put({ fiscalYearStart: event.target.value })}
          options={Array.from({ length: 12 }, (_, at) => ({ value: String(at + 1), label: monthName(at + 1, locale) }))}
          error={editing.refused('fiscalYearStart')}
        />
        <Field
          label={t.judging.discountRate}
          hint={t.judging.discountHint}
          inputMode="decimal"
          value={form.rate}
          onChange={(event) => put({ rate: event.target.value })}
          error={(editing.tried && words(wrong, 0, 100)) || editing.refused('discountRate')}
        />
      </div>
    </SettingsForm>
  );
}

function TagsForm({ settings }: { readonly settings: Settings }): ReactNode {
  const t = useTexts();
  const editing = useEditing(settings, { tags: settings.tagDimensions });
  const { tags } = editing.form;
  return (
    <SettingsForm
      title={t.judging.tagsTitle}
      about={t.judging.tagsAbout}
      editing={editing}
      wrong={tags.length > most.tags}
      settings={() => ({ tagDimensions: tags })}
      shows={['tagDimensions']}
    >
      <Items
        label={t.judging.tags}
        hint={t.judging.tagsHint}
        items={tags}
        onChange={(next) => editing.put({ tags: next })}
        error={tags.length > most.tags ? t.judging.tooManyTags : editing.refused('tagDimensions')}
      />
    </SettingsForm>
  );
}

function RetentionForm({ settings }: { readonly settings: Settings }): ReactNode {
  const t = useTexts();
  const words = useNumberWords();
  const editing = useEditing(settings, { days: typedNumber(settings.retentionDays) });
  const wrong = wrongNumber(editing.form.days, { least: leastKept, most: most.kept, whole: true, optional: true });
  return (
    <SettingsForm
      title={t.judging.retentionTitle}
      about={t.judging.retentionAbout}
      editing={editing}
      wrong={wrong !== null}
      settings={() => ({ retentionDays: numberOf(editing.form.days) })}
      shows={['retentionDays']}
    >
      <div className="form-pair">
        <Field
          label={t.judging.retention}
          hint={t.judging.retentionHint}
          inputMode="numeric"
          value={editing.form.days}
          onChange={(event) => editing.put({ days: event.target.value })}
          error={(editing.tried && words(wrong, leastKept, most.kept)) || editing.refused('retentionDays')}
        />
      </div>
    </SettingsForm>
  );
}
