import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useUrl } from '../../app/url';
import { Card } from '../../components/Card';
import { Field } from '../../components/Field';
import { RemoveButton } from '../../components/form/Confirm';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { CloseMonth } from '../../generated/CloseMonth';
import { Months as Document, type MonthsQuery } from '../../generated/Months';
import { ReopenMonth } from '../../generated/ReopenMonth';
import { useFormats, useTexts } from '../../i18n/context';

type Month = MonthsQuery['tenant']['months']['nodes'][number];

export function Months(): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { params } = useUrl();
  const after = params.get('after');
  const variables = useMemo(() => ({ after }), [after]);
  const query = useQuery(Document, variables);
  const closing = useSave(CloseMonth, ({ closeMonth }) => closeMonth);
  const reopening = useSave(ReopenMonth, ({ reopenMonth }) => reopenMonth);
  const last = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
  const [month, setMonth] = useState(last);
  const day = /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? `${month}-01` : null;
  const columns: readonly Column<Month>[] = [
    { key: 'month', header: t.settings.month, cell: (row) => <strong>{formats.month(row.month)}</strong>, csv: (row) => row.month },
    {
      key: 'at',
      header: t.settings.closedAt,
      cell: ({ closedAt, closedBy }) => (
        <>
          {formats.instant(closedAt)}
          {closedBy && <span className="cell-sub">{t.forms.by(closedBy)}</span>}
        </>
      ),
      csv: ({ closedAt }) => closedAt,
    },
    {
      key: 'actions',
      header: t.forms.actions,
      cell: (row) => (
        <RemoveButton
          label={formats.month(row.month)}
          text={t.settings.reopen}
          question={t.settings.reopenAsk(formats.month(row.month))}
          done={t.settings.reopened(formats.month(row.month))}
          saving={reopening}
          variables={{ month: row.month }}
        />
      ),
      number: true,
    },
  ];
  return (
    <Card title={t.settings.sections.months} about={t.settings.monthsAbout}>
      <div className="filters">
        <Field
          label={t.settings.month}
          type="month"
          max={last}
          value={month}
          onChange={(event) => setMonth(event.target.value)}
          placeholder="2026-01"
        />
        {day && (
          <RemoveButton
            label={formats.month(day)}
            text={t.settings.close}
            question={t.settings.closeAsk(formats.month(day))}
            done={t.settings.closed(formats.month(day))}
            saving={closing}
            variables={{ month: day }}
            small={false}
          />
        )}
      </div>
      <Loaded query={query}>
        {({ tenant }) => (
          <>
            <Table
              name="months"
              caption={t.settings.monthsAbout}
              columns={columns}
              rows={tenant.months.nodes}
              keyOf={(row) => row.month}
              empty={t.settings.noMonths}
              csvName="closed-months"
            />
            <Pager name="after" pageInfo={tenant.months.pageInfo} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
