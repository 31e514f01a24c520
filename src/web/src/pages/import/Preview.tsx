import type { ReactNode } from 'react';
import { Card } from '../../components/Card';
import { cx } from '../../components/cx';
import { useFormats, useTexts } from '../../i18n/context';
import { mappings, type Csv } from './csv';

/** The beginning of the file as it was read here. */
export function Preview({ csv, mapping }: { readonly csv: Csv; readonly mapping: string }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const used = mappings[mapping];
  const columns = csv.header.map((name, at) => ({ name, at, ignored: used !== undefined && !used.includes(name) }));
  return (
    <Card title={t.imports.preview(formats.number(csv.rows.length))} about={t.imports.previewAbout}>
      <div className="table-scroll import-preview" role="region" aria-label={t.imports.previewAbout} tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="table-number">
                {t.imports.line}
              </th>
              {columns.map(({ name, at, ignored }) => (
                <th key={at} scope="col" className={cx(ignored && 'import-ignored')} title={ignored ? t.imports.ignored : undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {csv.rows.map(({ line, cells }) => (
              <tr key={line} className={cells.length === csv.header.length ? undefined : 'import-odd'}>
                <td className="table-number muted">{formats.number(line)}</td>
                {columns.map(({ at, ignored }) => (
                  <td key={at} className={cx(ignored && 'import-ignored')}>
                    {cells[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
