import { useState, type ReactNode } from 'react';
import { isDay, presets, textOf, type Compare, type Period } from '../app/period';
import { useUrl, useView } from '../app/url';
import { useFormats, useTexts } from '../i18n/context';
import { Button } from './Button';
import { Field } from './Field';
import { Menu, MenuItem } from './Menu';
import './pickers.css';

/** The period of the page, and what it is held against; both stand in the address. */
export function PeriodPicker(): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { set } = useUrl();
  const { period, compare } = useView();
  const compares: readonly (readonly [Compare, string])[] = [
    ['previous', t.periods.comparePrevious],
    ['year', t.periods.compareYear],
    ['none', t.periods.compareNone],
  ];
  const compared = compares.find(([value]) => value === compare)?.[1] ?? '';
  const name = 'preset' in period ? t.periods[period.preset] : formats.days(period.from, period.to);
  return (
    <>
      <Menu label={t.common.period} icon="calendar" text={name} className="period-picker">
        {(close) => (
          <>
            <div className="period-presets">
              {presets.map((preset) => (
                <MenuItem
                  key={preset}
                  chosen={'preset' in period && period.preset === preset}
                  onClick={() => {
                    set({ period: textOf({ preset }) });
                    close();
                  }}
                >
                  {t.periods[preset]}
                </MenuItem>
              ))}
            </div>
            <OwnDates
              period={period}
              onChoose={(own) => {
                set({ period: textOf(own) });
                close();
              }}
            />
            <p className="menu-title">{t.periods.zone(formats.place.timeZone)}</p>
          </>
        )}
      </Menu>
      <Menu label={t.periods.compare} text={<span className="compare-text">{compared}</span>}>
        {(close) => (
          <>
            <p className="menu-title">{t.periods.compare}</p>
            {compares.map(([value, label]) => (
              <MenuItem
                key={value}
                chosen={value === compare}
                onClick={() => {
                  set({ compare: value === 'previous' ? null : value });
                  close();
                }}
              >
                {label}
              </MenuItem>
            ))}
          </>
        )}
      </Menu>
    </>
  );
}

function OwnDates({ period, onChoose }: { readonly period: Period; readonly onChoose: (period: Period) => void }): ReactNode {
  const t = useTexts();
  const [from, setFrom] = useState('from' in period ? period.from : '');
  const [to, setTo] = useState('to' in period ? period.to : '');
  const whole = isDay(from) && isDay(to);
  return (
    <form
      className="period-own"
      aria-label={t.periods.custom}
      onSubmit={(event) => {
        event.preventDefault();
        if (whole && from <= to) onChoose({ from, to });
      }}
    >
      <Field label={t.periods.from} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
      <Field
        label={t.periods.to}
        type="date"
        value={to}
        onChange={(event) => setTo(event.target.value)}
        error={whole && from > to ? t.periods.wrong : null}
      />
      <Button type="submit" kind="main" disabled={!whole || from > to}>
        {t.common.apply}
      </Button>
    </form>
  );
}
