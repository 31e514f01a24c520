import { useMemo, type ReactNode } from 'react';
import { useUrl } from '../app/url';
import { csvOf, save, type Cell } from '../format/csv';
import { useFormats, useTexts } from '../i18n/context';
import { Button } from './Button';
import { cx } from './cx';
import { order, sortOf, sortText } from './sorting';
import { EmptyState } from './States';
import './table.css';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** It can be sorted by this; null goes to the end, whichever way. */
  readonly sort?: (row: Row) => string | number | null;
  /** What stands in the CSV; left out: the column does not. */
  readonly csv?: (row: Row) => Cell;
  readonly number?: boolean;
  /** Its header is told to screen readers alone. */
  readonly quiet?: boolean;
  /** Not shown where there is little room. */
  readonly wide?: boolean;
}

/** Rows with sorting, kept in the address under the table's name, and a CSV of what is on screen. */
export function Table<Row>({
  name,
  caption,
  columns,
  rows,
  keyOf,
  empty,
  highlight,
  csvName,
}: {
  readonly name: string;
  /** Told to screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly empty?: ReactNode;
  readonly highlight?: (row: Row) => boolean;
  /** Of the file. Left out: there is none. */
  readonly csvName?: string;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { params, set } = useUrl();
  const sort = sortOf(params.get(`${name}-sort`));
  const by = columns.find(({ key }) => key === sort?.key)?.sort;
  const sorted = useMemo(() => (by && sort ? order(rows, by, sort.down, formats.locale) : rows), [rows, by, sort?.down, formats.locale]);
  if (rows.length === 0) return <EmptyState>{empty ?? t.tables.empty}</EmptyState>;
  const saveCsv = (): void => {
    const kept = columns.filter(({ csv }) => csv);
    const lines = sorted.map((row) => kept.map(({ csv }) => csv?.(row)));
    save(
      `${csvName ?? name}.csv`,
      csvOf(
        kept.map(({ header }) => header),
        lines,
      ),
    );
  };
  return (
    <div className="table-frame">
      {csvName && (
        <div className="table-tools no-print">
          <span className="muted">{t.tables.rows(formats.number(rows.length))}</span>
          <Button small kind="quiet" icon="download" onClick={saveCsv} aria-label={`${t.common.downloadCsv}: ${caption}`}>
            {t.common.csv}
          </Button>
        </div>
      )}
      <div className="table-scroll" role="group" aria-label={caption} tabIndex={0}>
        <table className="table">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => {
                const chosen = sort?.key === column.key;
                return (
                  <th
                    key={column.key}
                    scope="col"
                    className={cx(column.number && 'table-number', column.wide && 'table-wide')}
                    aria-sort={chosen ? (sort.down ? 'descending' : 'ascending') : undefined}
                  >
                    {column.sort ? (
                      <button
                        type="button"
                        className="table-sort"
                        onClick={() => set({ [`${name}-sort`]: sortText(column.key, chosen && !sort.down) }, { replace: true })}
                        title={t.tables.sortBy(column.header)}
                      >
                        {column.header}
                        <span aria-hidden="true">{chosen ? (sort.down ? ' ↓' : ' ↑') : ''}</span>
                      </button>
                    ) : (
                      <span className={column.quiet ? 'visually-hidden' : undefined}>{column.header}</span>
                    )}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => (
              <tr key={keyOf(row)} className={highlight?.(row) ? 'table-highlight' : undefined}>
                {columns.map((column) => (
                  <td key={column.key} className={cx(column.number && 'table-number', column.wide && 'table-wide')}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
