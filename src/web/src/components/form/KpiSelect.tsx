import { useId, useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import type { Level } from '../../app/scope';
import { Catalogue, type CatalogueQuery } from '../../generated/Catalogue';
import { useLanguage, useTexts } from '../../i18n/context';
import type { Option } from '../Field';

export type KpiChoice = CatalogueQuery['kpis'][number];

const none: readonly KpiChoice[] = [];

/** The catalogue in the language of the page; empty while it is on its way. */
export function useCatalogue(): readonly KpiChoice[] {
  const { locale } = useLanguage();
  const variables = useMemo(() => ({ locale }), [locale]);
  return useQuery(Catalogue, variables).data?.kpis ?? none;
}

/** Those of a level, as options. */
export function kpiOptions(kpis: readonly KpiChoice[], level?: Level): readonly Option[] {
  return kpis.filter(({ levels }) => level === undefined || levels.includes(level)).map(({ code, name }) => ({ value: code, label: name }));
}

/** One KPI of a level, in the areas of the catalogue. */
export function KpiSelect({
  label,
  kpis,
  level,
  value,
  onChange,
  error,
  hint,
}: {
  readonly label: string;
  readonly kpis: readonly KpiChoice[];
  readonly level: Level | undefined;
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly error?: string | null;
  readonly hint?: string;
}): ReactNode {
  const t = useTexts();
  const id = useId();
  const shown = kpis.filter(({ levels }) => level === undefined || levels.includes(level));
  const areas = [...new Set(shown.map(({ keyResultArea }) => keyResultArea))];
  const missing = value !== '' && !shown.some(({ code }) => code === value);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={[hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined}
      >
        <option value="">{t.forms.chooseKpi}</option>
        {missing && <option value={value}>{value}</option>}
        {areas.map((area) => (
          <optgroup key={area} label={t.areas[area]}>
            {shown
              .filter(({ keyResultArea }) => keyResultArea === area)
              .map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
