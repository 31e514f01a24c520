import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { scopeOf, scopeText, type Level } from '../../app/scope';
import { useMay, useViewer } from '../../app/session';
import { useUrl } from '../../app/url';
import { Badge, Card } from '../../components/Card';
import { Button } from '../../components/Button';
import { Select } from '../../components/Field';
import { KpiSelect, useCatalogue } from '../../components/form/KpiSelect';
import { Pager } from '../../components/form/Pager';
import { RemoveButton } from '../../components/form/Confirm';
import { useSave } from '../../components/form/save';
import { ScopePicker } from '../../components/ScopePicker';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { TargetState } from '../../components/TargetState';
import { RemoveTarget } from '../../generated/RemoveTarget';
import { Targets, type TargetsQuery } from '../../generated/Targets';
import { useFormats, useLanguage, useTexts } from '../../i18n/context';
import { SetTargetDialog, type Draft } from './SetTargetDialog';

type Standing = NonNullable<NonNullable<TargetsQuery['scope']>['scorecard']>['values'][number];
type Row = TargetsQuery['tenant']['allTargets']['nodes'][number];
const levels: readonly Level[] = ['TENANT', 'TEAM', 'AGENT', 'CUSTOMER'];

export default function TargetsPage(): ReactNode {
  const { t, locale } = useLanguage();
  const { params, set } = useUrl();
  const viewer = useViewer();
  const may = useMay();
  const kpis = useCatalogue();
  const [draft, setDraft] = useState<Draft | null>(null);
  const first = viewer.teams?.[0];
  const wanted = scopeOf(params.get('scope'));
  const scope = !may.all && wanted.level === 'TENANT' && first ? ({ level: 'TEAM', key: first.key } as const) : wanted;
  const [of, kpi, after] = [levels.find((level) => level === params.get('of')), params.get('kpi'), params.get('after')];
  const variables = useMemo(
    () => ({
      level: scope.level,
      key: scope.level === 'TENANT' ? viewer.tenant.key : scope.key,
      of: of ?? null,
      kpi: kpi ?? null,
      after,
      locale,
    }),
    [scope.level, scope.key, viewer.tenant.key, of, kpi, after, locale],
  );
  const query = useQuery(Targets, variables);
  const begin = (): void => setDraft({ scope, name: query.data?.scope?.name, kpi: kpi ?? '' });
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.targets.title}</h1>
          <p>{t.targets.about}</p>
        </div>
        {may.manage && (
          <Button kind="main" icon="targets" onClick={begin}>
            {t.targets.set}
          </Button>
        )}
      </div>
      <Card
        title={t.targets.how(query.data?.scope?.name ?? '…')}
        about={t.targets.howAbout}
        actions={
          <ScopePicker
            scope={scope}
            name={query.data?.scope?.name ?? scope.key}
            levels={levels}
            onChoose={(chosen) => set({ scope: scopeText(chosen) })}
          />
        }
      >
        <Loaded query={query}>
          {({ scope: found }) => (
            <Standings
              values={(found?.scorecard?.values ?? []).filter(({ target }) => target)}
              onSet={may.manage ? (code) => setDraft({ scope, name: found?.name, kpi: code }) : null}
            />
          )}
        </Loaded>
      </Card>
      <Card title={t.targets.all} about={t.targets.allAbout}>
        <div className="filters">
          <Select
            label={t.common.level}
            value={of ?? ''}
            onChange={(event) => set({ of: event.target.value, after: null })}
            options={[{ value: '', label: t.common.all }, ...levels.map((level) => ({ value: level, label: t.levels[level] }))]}
          />
          <KpiSelect label={t.common.kpi} kpis={kpis} level={of} value={kpi ?? ''} onChange={(code) => set({ kpi: code, after: null })} />
        </div>
        <Loaded query={query}>
          {({ tenant }) => (
            <>
              <AllTargets rows={tenant.allTargets.nodes} />
              <Pager name="after" pageInfo={tenant.allTargets.pageInfo} />
            </>
          )}
        </Loaded>
      </Card>
      {draft && <SetTargetDialog draft={draft} kpis={kpis} onClose={() => setDraft(null)} />}
    </>
  );
}

function Standings({
  values,
  onSet,
}: {
  readonly values: readonly Standing[];
  readonly onSet: ((code: string) => void) | null;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const columns: readonly Column<Standing>[] = [
    {
      key: 'kpi',
      header: t.common.kpi,
      cell: ({ kpi }) => <AppLink to={`/kpis/${encodeURIComponent(kpi.code)}`}>{kpi.name}</AppLink>,
      sort: ({ kpi }) => kpi.name,
      csv: ({ kpi }) => kpi.name,
    },
    {
      key: 'value',
      header: t.common.value,
      cell: ({ value, kpi }) => formats.value(value, kpi.unit),
      csv: ({ value }) => value,
      number: true,
    },
    {
      key: 'state',
      header: t.common.target,
      cell: ({ target, kpi }) => target && <TargetState target={target} unit={kpi.unit} />,
      sort: ({ target }) => ({ MISSED: 0, WARNING: 1, MET: 2 })[target?.state ?? 'MET'] + (target?.state ? 0 : 1),
      csv: ({ target }) => target?.target.target,
    },
    {
      key: 'from',
      header: t.forms.from,
      cell: ({ target }) => (
        <span className="muted">{target?.inheritedFrom ? t.values.inherited(t.levels[target.inheritedFrom]) : t.targets.own}</span>
      ),
      csv: ({ target }) => target?.inheritedFrom ?? '',
      wide: true,
    },
    {
      key: 'attainment',
      header: t.targets.attainment,
      cell: ({ target }) => (target?.attainment == null ? '–' : formats.percent(target.attainment, 0)),
      sort: ({ target }) => target?.attainment ?? null,
      csv: ({ target }) => target?.attainment,
      number: true,
    },
    {
      key: 'pace',
      header: t.targets.pace,
      cell: ({ target, kpi }) => (target?.pace == null ? '' : formats.value(target.pace, kpi.unit)),
      csv: ({ target }) => target?.pace,
      number: true,
      wide: true,
    },
    ...(onSet
      ? [
          {
            key: 'set',
            header: t.forms.actions,
            cell: ({ kpi }: Standing) => (
              <Button kind="quiet" small onClick={() => onSet(kpi.code)} aria-label={`${t.common.edit}: ${kpi.name}`}>
                {t.common.edit}
              </Button>
            ),
            number: true,
          },
        ]
      : []),
  ];
  return (
    <Table
      name="standing"
      caption={t.targets.howAbout}
      columns={columns}
      rows={values}
      keyOf={({ kpi }) => kpi.code}
      empty={t.targets.none}
      csvName="targets-now"
    />
  );
}

function AllTargets({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const may = useMay();
  const removing = useSave(RemoveTarget, ({ removeTarget }) => removeTarget);
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: formats.place.timeZone }).format(new Date());
  const stateOf = ({ from, to }: Row): ReactNode => {
    if (from > today) return <Badge>{t.targets.future}</Badge>;
    return to !== null && to < today ? <Badge>{t.targets.ended}</Badge> : <Badge tone="accent">{t.targets.holds}</Badge>;
  };
  const columns: readonly Column<Row>[] = [
    {
      key: 'scope',
      header: t.forms.scope,
      cell: ({ scope }) => (
        <>
          {scope.name}
          <span className="cell-sub">{t.levels[scope.level]}</span>
        </>
      ),
      sort: ({ scope }) => scope.name,
      csv: ({ scope }) => scope.name,
    },
    { key: 'kpi', header: t.common.kpi, cell: ({ kpi }) => kpi.name, sort: ({ kpi }) => kpi.name, csv: ({ kpi }) => kpi.code },
    {
      key: 'target',
      header: t.common.target,
      cell: ({ target, kpi }) => formats.value(target, kpi.unit),
      csv: ({ target }) => target,
      number: true,
    },
    {
      key: 'warning',
      header: t.targets.warning,
      cell: ({ warning, kpi }) => formats.value(warning, kpi.unit),
      csv: ({ warning }) => warning,
      number: true,
      wide: true,
    },
    {
      key: 'days',
      header: t.common.period,
      cell: ({ from, to }) => (
        <>
          {from <= '1900-01-01' ? t.targets.always : formats.day(from, 'long')} – {to === null ? t.targets.open : formats.day(to, 'long')}
        </>
      ),
      sort: ({ from }) => from,
      csv: ({ from, to }) => `${from}/${to ?? ''}`,
      wide: true,
    },
    { key: 'state', header: t.forms.state, cell: stateOf },
    ...(may.manage
      ? [
          {
            key: 'remove',
            header: t.forms.actions,
            cell: ({ id, kpi, scope }: Row) => (
              <RemoveButton
                label={`${kpi.name}, ${scope.name}`}
                question={t.targets.removeAsk(kpi.name, scope.name)}
                saving={removing}
                variables={{ id }}
              />
            ),
            number: true,
          },
        ]
      : []),
  ];
  return (
    <Table
      name="targets"
      caption={t.targets.allAbout}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      empty={t.targets.none}
      csvName="targets"
    />
  );
}
