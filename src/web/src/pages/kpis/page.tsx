import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { useMay } from '../../app/session';
import { useUrl, useView } from '../../app/url';
import { Badge, Card } from '../../components/Card';
import { Change } from '../../components/Change';
import { Checkbox, Select } from '../../components/Field';
import { SearchField } from '../../components/SearchField';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { ValueCell } from '../../components/ValueCell';
import { CatalogueOfKpis, type CatalogueOfKpisQuery } from '../../generated/CatalogueOfKpis';
import { useFormats, useLanguage } from '../../i18n/context';
import { areas } from '../headline';
import './kpis.css';

type Kpi = CatalogueOfKpisQuery['kpis'][number];
type Value = NonNullable<CatalogueOfKpisQuery['tenant']['scorecard']>['values'][number];

interface Row {
  readonly kpi: Kpi;
  readonly value: Value | undefined;
}

const tiers = ['BASIC', 'CUSTOMER', 'ADVANCED'] as const;

export default function CataloguePage(): ReactNode {
  const { t, locale } = useLanguage();
  const { params, set } = useUrl();
  const may = useMay();
  const { period, previous, yearAgo } = useView();
  const variables = useMemo(() => ({ period, all: may.all, locale, previous, yearAgo }), [period, may.all, locale, previous, yearAgo]);
  const query = useQuery(CatalogueOfKpis, variables);
  const area = params.get('area') ?? '';
  const tier = params.get('tier') ?? '';
  const search = (params.get('search') ?? '').toLowerCase();
  const variants = params.get('variants') === 'yes';
  const matches = ({ kpi }: Row): boolean =>
    (area === '' || kpi.keyResultArea.toLowerCase() === area) &&
    (tier === '' || kpi.tier.toLowerCase() === tier) &&
    (variants || !kpi.variantOf) &&
    (search === '' || `${kpi.code} ${kpi.name} ${kpi.description}`.toLowerCase().includes(search));
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.catalogue.title}</h1>
          <p>{t.catalogue.about}</p>
        </div>
      </div>
      <div className="catalogue-tools">
        <SearchField value={params.get('search') ?? ''} onChange={(text) => set({ search: text }, { replace: true })} />
        <Select
          label={t.catalogue.area}
          hideLabel
          value={area}
          onChange={(event) => set({ area: event.target.value }, { replace: true })}
          options={[{ value: '', label: t.catalogue.anyArea }, ...areas.map((one) => ({ value: one.toLowerCase(), label: t.areas[one] }))]}
        />
        <Select
          label={t.catalogue.tier}
          hideLabel
          value={tier}
          onChange={(event) => set({ tier: event.target.value }, { replace: true })}
          options={[
            { value: '', label: t.catalogue.anyTier },
            ...tiers.map((one) => ({ value: one.toLowerCase(), label: t.catalogue[one] })),
          ]}
        />
        <Checkbox
          label={t.catalogue.variants}
          checked={variants}
          onChange={(event) => set({ variants: event.target.checked ? 'yes' : null }, { replace: true })}
        />
      </div>
      <Card>
        <Loaded query={query} lines={10}>
          {({ kpis, tenant }) => (
            <List
              rows={kpis.map((kpi) => ({ kpi, value: tenant.scorecard?.values.find((one) => one.kpi.code === kpi.code) })).filter(matches)}
              values={may.all}
            />
          )}
        </Loaded>
      </Card>
    </>
  );
}

function List({ rows, values }: { readonly rows: readonly Row[]; readonly values: boolean }): ReactNode {
  const { t } = useLanguage();
  const formats = useFormats();
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      header: t.common.kpi,
      cell: ({ kpi }) => (
        <div className="catalogue-name">
          <AppLink to={`/kpis/${encodeURIComponent(kpi.code)}`}>{kpi.name}</AppLink>
          {kpi.custom && <Badge tone="accent">{t.catalogue.own}</Badge>}
          <p>{kpi.description}</p>
        </div>
      ),
      sort: ({ kpi }) => kpi.name,
      csv: ({ kpi }) => kpi.code,
    },
    {
      key: 'area',
      header: t.catalogue.area,
      cell: ({ kpi }) => t.areas[kpi.keyResultArea],
      csv: ({ kpi }) => t.areas[kpi.keyResultArea],
      wide: true,
    },
    ...(values
      ? ([
          {
            key: 'value',
            header: t.common.value,
            cell: ({ value }) => <ValueCell value={value && { ...value, previous: null, yearAgo: null }} />,
            csv: ({ value }) => value?.value,
            number: true,
          },
          {
            key: 'change',
            header: t.common.change,
            cell: ({ value }) => value && <Change comparison={value.previous ?? value.yearAgo} unit={value.kpi.unit} brief />,
            csv: ({ value }) => (value?.previous ?? value?.yearAgo)?.change,
            number: true,
          },
        ] satisfies readonly Column<Row>[])
      : []),
    {
      key: 'levels',
      header: t.catalogue.levels,
      cell: ({ kpi }) => formats.list(kpi.levels.map((level) => t.levels[level])),
      csv: ({ kpi }) => kpi.levels.join(' '),
      wide: true,
    },
    {
      key: 'tier',
      header: t.catalogue.tier,
      cell: ({ kpi }) => t.catalogue[kpi.tier],
      csv: ({ kpi }) => kpi.tier,
      sort: ({ kpi }) => kpi.tier,
      wide: true,
    },
  ];
  return (
    <Table
      name="kpis"
      caption={t.catalogue.title}
      columns={columns}
      rows={rows}
      keyOf={({ kpi }) => kpi.code}
      empty={t.catalogue.none}
      csvName="kpis"
    />
  );
}
