import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { useMay } from '../../app/session';
import { useUrl } from '../../app/url';
import { Badge, Card } from '../../components/Card';
import { Button } from '../../components/Button';
import { RemoveButton } from '../../components/form/Confirm';
import { useSave } from '../../components/form/save';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { CustomKpis, type CustomKpisQuery } from '../../generated/CustomKpis';
import { RemoveKpi } from '../../generated/RemoveKpi';
import { useFormats, useLanguage } from '../../i18n/context';
import { Editor } from './Editor';

export type CustomKpi = CustomKpisQuery['tenant']['customKpis'][number];

export default function CustomKpisPage(): ReactNode {
  const { t, locale } = useLanguage();
  const { params, set } = useUrl();
  const may = useMay();
  const variables = useMemo(() => ({ locale }), [locale]);
  const query = useQuery(CustomKpis, variables);
  const editing = may.manage ? params.get('edit') : null;
  const close = (): void => set({ edit: null });
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.customKpis.title}</h1>
          <p>{t.customKpis.about}</p>
        </div>
        {may.manage && editing === null && (
          <Button kind="main" icon="formula" onClick={() => set({ edit: 'new' })}>
            {t.customKpis.define}
          </Button>
        )}
      </div>
      <Loaded query={query}>
        {({ tenant }) => {
          const kpi = tenant.customKpis.find(({ code }) => code === editing) ?? null;
          if (editing !== null) return <Editor key={editing} kpi={kpi} onClose={close} />;
          return (
            <Card>
              <List kpis={tenant.customKpis} onEdit={may.manage ? (code) => set({ edit: code }) : null} />
            </Card>
          );
        }}
      </Loaded>
    </>
  );
}

function List({ kpis, onEdit }: { readonly kpis: readonly CustomKpi[]; readonly onEdit: ((code: string) => void) | null }): ReactNode {
  const { t } = useLanguage();
  const formats = useFormats();
  const removing = useSave(RemoveKpi, ({ removeKpi }) => removeKpi);
  const columns: readonly Column<CustomKpi>[] = [
    {
      key: 'name',
      header: t.common.name,
      cell: ({ code, name }) => (
        <>
          <AppLink to={`/kpis/${encodeURIComponent(code)}`}>{name}</AppLink>
          <span className="cell-sub mono">{code}</span>
        </>
      ),
      sort: ({ name }) => name,
      csv: ({ code }) => code,
    },
    {
      key: 'formula',
      header: t.customKpis.formula,
      cell: ({ formula }) => <code className="mono">{formula}</code>,
      csv: (row) => row.formula,
    },
    { key: 'unit', header: t.customKpis.unit, cell: ({ unit }) => unit, csv: ({ unit }) => unit, wide: true },
    {
      key: 'direction',
      header: t.customKpis.direction,
      cell: ({ direction }) => t.customKpis.directions[direction],
      csv: ({ direction }) => direction,
      wide: true,
    },
    {
      key: 'area',
      header: t.customKpis.area,
      cell: ({ keyResultArea }) => <Badge>{t.areas[keyResultArea]}</Badge>,
      csv: ({ keyResultArea }) => keyResultArea,
      wide: true,
    },
    {
      key: 'version',
      header: t.customKpis.version,
      cell: ({ version }) => formats.number(version),
      csv: ({ version }) => version,
      number: true,
      wide: true,
    },
    ...(onEdit
      ? [
          {
            key: 'actions',
            header: t.forms.actions,
            cell: ({ id, code, name }: CustomKpi) => (
              <span className="cell-actions">
                <Button kind="quiet" small aria-label={`${t.common.edit}: ${name}`} onClick={() => onEdit(code)}>
                  {t.common.edit}
                </Button>
                <RemoveButton label={name} question={t.customKpis.removeAsk(name)} saving={removing} variables={{ id }} />
              </span>
            ),
            number: true,
          },
        ]
      : []),
  ];
  return (
    <Table
      name="kpis"
      caption={t.customKpis.title}
      columns={columns}
      rows={kpis}
      keyOf={({ code }) => code}
      empty={t.customKpis.none}
      csvName="custom-kpis"
    />
  );
}
