import type { ReactNode } from 'react';
import { csvOf, save, type Cell } from '../format/csv';
import { useTexts } from '../i18n/context';
import { Button } from './Button';

/** Saves what is on screen. */
export function CsvButton({
  name,
  header,
  rows,
}: {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: () => readonly (readonly Cell[])[];
}): ReactNode {
  const t = useTexts();
  return (
    <Button
      className="no-print"
      small
      icon="download"
      title={t.common.downloadCsv}
      onClick={() => save(`${name}.csv`, csvOf(header, rows()))}
    >
      {t.common.csv}
    </Button>
  );
}
