import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { scopePath } from '../../app/scope';
import { useUrl } from '../../app/url';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { SearchField } from '../../components/SearchField';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { Customers, type CustomersQuery } from '../../generated/Customers';
import { useFormats, useLanguage } from '../../i18n/context';

type Row = CustomersQuery['tenant']['customers']['nodes'][number];

export default function CustomersPage(): ReactNode {
  const { t } = useLanguage();
  const formats = useFormats();
  const { params, set } = useUrl();
  const [search, after] = [params.get('search'), params.get('after')];
  const variables = useMemo(() => ({ search, after }), [search, after]);
  const query = useQuery(Customers, variables);
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      header: t.common.name,
      cell: ({ key, name }) => <AppLink to={scopePath({ level: 'CUSTOMER', key })}>{name}</AppLink>,
      csv: ({ name }) => name,
    },
    { key: 'key', header: t.common.key, cell: ({ key }) => <span className="mono evidence-fixed">{key}</span>, csv: ({ key }) => key },
    { key: 'segment', header: t.customers.segment, cell: ({ segment }) => segment ?? '–', csv: ({ segment }) => segment },
    { key: 'region', header: t.customers.region, cell: ({ region }) => region ?? '–', csv: ({ region }) => region, wide: true },
    {
      key: 'since',
      header: t.customers.since,
      cell: ({ activeSince }) => (activeSince ? formats.day(activeSince, 'long') : '–'),
      csv: ({ activeSince }) => activeSince,
      wide: true,
    },
  ];
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.customers.title}</h1>
          <p>{t.customers.about}</p>
        </div>
        <SearchField value={search ?? ''} onChange={(text) => set({ search: text, after: null }, { replace: true })} />
      </div>
      <Card>
        <Loaded query={query} lines={8}>
          {({ tenant: { customers } }) => (
            <>
              <Table
                name="customers"
                caption={t.customers.title}
                columns={columns}
                rows={customers.nodes}
                keyOf={({ key }) => key}
                empty={t.customers.none}
                csvName="customers"
              />
              <div className="row apart">
                <Button disabled={!after} onClick={() => history.back()}>
                  {t.common.previous}
                </Button>
                <Button disabled={!customers.pageInfo.hasNextPage} onClick={() => set({ after: customers.pageInfo.endCursor })}>
                  {t.common.next}
                </Button>
              </div>
            </>
          )}
        </Loaded>
      </Card>
    </>
  );
}
