import { useState, type ReactNode } from 'react';
import { Card } from '../../components/Card';
import { useCatalogue } from '../../components/form/KpiSelect';
import { SearchField } from '../../components/SearchField';
import { useTexts } from '../../i18n/context';

/** What can stand in a formula; a click puts it in. */
export function Help({ onInsert }: { readonly onInsert: (text: string) => void }): ReactNode {
  const t = useTexts();
  const kpis = useCatalogue();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = kpis.filter(({ code, name }) => code.includes(wanted) || name.toLowerCase().includes(wanted));
  const { f } = t.customKpis;
  const parts: readonly (readonly [string, string])[] = [
    ['csat.count', f.count],
    ['csat.numerator', f.numerator],
    ['csat.denominator', f.denominator],
    ['average_handle_time.p90', f.p90],
  ];
  const functions: readonly (readonly [string, string])[] = [
    ['min(a, b)', f.min],
    ['max(a, b)', f.max],
    ['clamp(value, low, high)', f.clamp],
    ['if(a > b, value, otherwise)', f.if],
    ['ifEmpty(value, instead)', f.ifEmpty],
    ['number(value)', f.number],
  ];
  return (
    <Card title={t.customKpis.help}>
      <div className="stack">
        <h3>{t.customKpis.helpKpis}</h3>
        <SearchField label={t.customKpis.find} value={search} onChange={setSearch} />
        <Names items={found.map(({ code, name, unit }) => [code, `${name} (${unit})`] as const)} onInsert={onInsert} />
        <h3>{t.customKpis.helpMeasures}</h3>
        <Names items={parts} onInsert={onInsert} />
        <h3>{t.customKpis.helpFunctions}</h3>
        <Names items={functions} onInsert={onInsert} />
        <h3>{t.customKpis.helpEvents}</h3>
        <Names items={[['custom.basket.sum', f.sum]]} onInsert={onInsert} />
      </div>
    </Card>
  );
}

function Names({
  items,
  onInsert,
}: {
  readonly items: readonly (readonly [string, string])[];
  readonly onInsert: (text: string) => void;
}): ReactNode {
  return (
    <ul className="help-list">
      {items.map(([text, about]) => (
        <li key={text}>
          <button type="button" onClick={() => onInsert(text)}>
            <code className="mono">{text}</code>
            <span className="muted">{about}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
