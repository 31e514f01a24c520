import { useState, type ReactNode } from 'react';
import { Field, Select } from '../../components/Field';
import { numberOf } from '../../components/form/checks';
import { Items } from '../../components/form/Items';
import { mistakeAt } from '../../components/form/mistakes';
import { useFormats, useLanguage } from '../../i18n/context';
import { monthNames, weekdayNames, weekdays, type Weekday } from './check';
import type { Known, SectionProps } from './page';
import { differs, SectionForm } from './SectionForm';

const draftOf = (settings: Known) => ({
  repeat: String(settings.repeatWindowDays),
  weekStart: settings.weekStart,
  fiscal: settings.fiscalYearStart,
  discount: String(Number((settings.discountRate * 100).toFixed(6))),
  retention: settings.retentionDays === null ? '' : String(settings.retentionDays),
  tags: settings.tagDimensions,
});

export function Windows({ settings }: SectionProps): ReactNode {
  const { t, locale } = useLanguage();
  const formats = useFormats();
  const known = draftOf(settings);
  const [draft, setDraft] = useState(known);
  const [tried, setTried] = useState(false);
  const put = (change: Partial<typeof draft>): void => setDraft({ ...draft, ...change });
  const days = weekdayNames(locale);
  const within = (text: string, low: number, high: number, whole = true): string | null => {
    const number = numberOf(text);
    if (number === null) return t.forms.notNumber;
    if (whole && !Number.isInteger(number)) return t.forms.notWhole;
    return number >= low && number <= high ? null : t.forms.between(formats.number(low), formats.number(high));
  };
  const wrong = {
    repeat: within(draft.repeat, 1, 90),
    discount: within(draft.discount, 0, 100, false),
    retention: draft.retention.trim() === '' ? null : within(draft.retention, 1, 36_500),
  };
  // Only what was changed is sent: what is sent begins a change of its own.
  const build = () => {
    if (Object.values(wrong).some(Boolean)) return null;
    return {
      ...(draft.repeat !== known.repeat && { repeatWindowDays: numberOf(draft.repeat) }),
      ...(draft.weekStart !== known.weekStart && { weekStart: draft.weekStart }),
      ...(draft.fiscal !== known.fiscal && { fiscalYearStart: draft.fiscal }),
      ...(draft.discount !== known.discount && { discountRate: (numberOf(draft.discount) ?? 0) / 100 }),
      ...(draft.retention !== known.retention && { retentionDays: draft.retention.trim() === '' ? null : numberOf(draft.retention) }),
      ...(differs(draft.tags, known.tags) && { tagDimensions: draft.tags }),
    };
  };
  const told = (name: keyof typeof wrong): string | null => (tried ? wrong[name] : null);
  return (
    <SectionForm
      title={t.settings.sections.windows}
      about={t.settings.windowsAbout}
      dirty={differs(draft, known)}
      build={build}
      onTried={() => setTried(true)}
    >
      {(mistakes) => (
        <>
          <div className="form-pair">
            <Field
              label={t.settings.repeat}
              inputMode="numeric"
              value={draft.repeat}
              onChange={(event) => put({ repeat: event.target.value })}
              error={told('repeat') ?? mistakeAt(mistakes, 'settings.repeatWindowDays')}
              hint={t.settings.repeatHint}
            />
            <Field
              label={t.settings.retention}
              inputMode="numeric"
              value={draft.retention}
              onChange={(event) => put({ retention: event.target.value })}
              error={told('retention') ?? mistakeAt(mistakes, 'settings.retentionDays')}
              hint={t.settings.retentionHint}
            />
            <Field
              label={t.settings.discount}
              inputMode="decimal"
              value={draft.discount}
              onChange={(event) => put({ discount: event.target.value })}
              error={told('discount') ?? mistakeAt(mistakes, 'settings.discountRate')}
            />
          </div>
          <div className="form-pair">
            <Select
              label={t.settings.weekStart}
              value={draft.weekStart}
              onChange={(event) => put({ weekStart: event.target.value as Weekday })}
              options={weekdays.map((day) => ({ value: day, label: days[day] }))}
            />
            <Select
              label={t.settings.fiscal}
              value={String(draft.fiscal)}
              onChange={(event) => put({ fiscal: Number(event.target.value) })}
              options={monthNames(locale).map((label, at) => ({ value: String(at + 1), label }))}
            />
          </div>
          <Items
            label={t.settings.tags}
            hint={t.settings.tagsHint}
            items={draft.tags}
            onChange={(tags) => put({ tags })}
            error={mistakeAt(mistakes, 'settings.tagDimensions')}
            placeholder="product"
          />
        </>
      )}
    </SectionForm>
  );
}
