import type { ReactNode } from 'react';
import { useUrl, useView } from '../../app/url';
import { Button } from '../../components/Button';
import { valueName } from '../../components/words';
import { useFormats, useTexts } from '../../i18n/context';

/** What the figures are narrowed to, and the way back. */
export function FilterChip(): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { set } = useUrl();
  const { where } = useView();
  if (!where) return null;
  const what = `${where.tag ?? t.dimensions[where.dimension]}: ${formats.list(where.values.map((value) => valueName(t, where.dimension, value)))}`;
  return (
    <Button small icon="close" onClick={() => set({ where: null })} title={t.kpi.clearFilter}>
      {t.kpi.filteredBy(what)}
    </Button>
  );
}
