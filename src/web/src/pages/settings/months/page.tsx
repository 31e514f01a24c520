import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../../api/query';
import { useUrl } from '../../../app/url';
import { Button } from '../../../components/Button';
import { Card } from '../../../components/Card';
import { Dialog } from '../../../components/Dialog';
import { Select } from '../../../components/Field';
import { RemoveButton } from '../../../components/form/Confirm';
import { Refusals } from '../../../components/form/FormDialog';
import { mistakeAt, otherMistakes } from '../../../components/form/mistakes';
import { Pager } from '../../../components/form/Pager';
import { useSave } from '../../../components/form/save';
import { EmptyState, Loaded } from '../../../components/States';
import { Table } from '../../../components/Table';
import { toast } from '../../../components/Toast';
import { CloseMonth } from '../../../generated/CloseMonth';
import { ClosedMonths, type ClosedMonthsQuery } from '../../../generated/ClosedMonths';
import { ReopenMonth } from '../../../generated/ReopenMonth';
import { useFormats, useTexts } from '../../../i18n/context';
import { Frame } from '../Frame';
import { openMonths } from './month';

type Month = ClosedMonthsQuery['tenant']['months']['nodes'][number];
/** Two years of months can be chosen. */
const most = 24;

export default function MonthsPage(): ReactNode {
  const { params } = useUrl();
  const after = params.get('after');
  const variables = useMemo(() => ({ after }), [after]);
  const query = useQuery(ClosedMonths, variables);
  return (
    <Frame section="months">
      <Loaded query={query} lines={6}>
        {({ tenant: { months } }) => (
          <>
            {after === null && <CloseForm closed={months.nodes.map(({ month }) => month)} />}
            <Closed months={months} />
          </>
        )}
      </Loaded>
    </Frame>
  );
}

function CloseForm({ closed }: { readonly closed: readonly string[] }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const words = t.rules.months;
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: formats.place.timeZone }).format(new Date());
  const open = openMonths(today, closed, most);
  const [chosen, setChosen] = useState('');
  const [asking, setAsking] = useState(false);
  const saving = useSave(CloseMonth, ({ closeMonth }) => closeMonth);
  const month = open.includes(chosen) ? chosen : open[0];
  const close = (): void => {
    saving.clear();
    setAsking(false);
  };
  const go = async (): Promise<void> => {
    if (month === undefined) return;
    const done = await saving.save({ input: { month } });
    setAsking(false);
    if (done) toast(words.closed(formats.month(month)));
  };
  return (
    <Card title={words.closeTitle} about={words.closeAbout}>
      {month === undefined ? (
        <EmptyState>{words.noMonth}</EmptyState>
      ) : (
        <div className="filters month-close">
          <Select
            label={words.month}
            value={month}
            onChange={(event) => {
              saving.clear();
              setChosen(event.target.value);
            }}
            options={open.map((value) => ({ value, label: formats.month(value) }))}
            error={mistakeAt(saving.mistakes, 'month')}
          />
          <Button kind="main" onClick={() => setAsking(true)}>
            {words.close}
          </Button>
        </div>
      )}
      <Refusals mistakes={otherMistakes(saving.mistakes, ['month'])} problem={saving.problem} />
      {asking && month !== undefined && (
        <Dialog
          title={words.closeTitle}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{t.common.cancel}</Button>
              <Button kind="main" busy={saving.running} onClick={() => void go()}>
                {words.close}
              </Button>
            </>
          }
        >
          <p>{words.closeAsk(formats.month(month))}</p>
        </Dialog>
      )}
    </Card>
  );
}

function Closed({ months }: { readonly months: ClosedMonthsQuery['tenant']['months'] }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const words = t.rules.months;
  const reopening = useSave(ReopenMonth, ({ reopenMonth }) => reopenMonth);
  return (
    <Card title={words.title}>
      <Table<Month>
        name="months"
        caption={words.title}
        rows={months.nodes}
        keyOf={({ month }) => month}
        empty={words.none}
        columns={[
          { key: 'month', header: words.month, cell: ({ month }) => formats.month(month), csv: ({ month }) => month },
          { key: 'at', header: words.closedAt, cell: ({ closedAt }) => formats.instant(closedAt), csv: ({ closedAt }) => closedAt },
          { key: 'by', header: words.closedBy, cell: ({ closedBy }) => closedBy ?? '–', csv: ({ closedBy }) => closedBy },
          {
            key: 'reopen',
            header: t.forms.actions,
            quiet: true,
            cell: ({ month }) => (
              <RemoveButton
                label={formats.month(month)}
                text={words.reopen}
                question={words.reopenAsk(formats.month(month))}
                done={words.reopened(formats.month(month))}
                saving={reopening}
                variables={{ input: { month } }}
              />
            ),
            number: true,
          },
        ]}
      />
      <Pager name="after" pageInfo={months.pageInfo} />
    </Card>
  );
}
