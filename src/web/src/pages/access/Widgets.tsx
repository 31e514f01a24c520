import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useUrl } from '../../app/url';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { RemoveButton } from '../../components/form/Confirm';
import { useCatalogue } from '../../components/form/KpiSelect';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { RemoveWidget } from '../../generated/RemoveWidget';
import { Widgets as WidgetsDocument, type WidgetsQuery } from '../../generated/Widgets';
import { useFormats, useLanguage, useTexts } from '../../i18n/context';
import { EmbedDialog } from './EmbedDialog';
import { WidgetDialog } from './WidgetDialog';

export type Widget = WidgetsQuery['tenant']['widgets']['nodes'][number];

export function Widgets(): ReactNode {
  const { t, locale } = useLanguage();
  const { params } = useUrl();
  const after = params.get('after');
  const query = useQuery(
    WidgetsDocument,
    useMemo(() => ({ after, locale }), [after, locale]),
  );
  const kpis = useCatalogue();
  const [open, setOpen] = useState<Widget | 'new' | null>(null);
  const [embedded, setEmbedded] = useState<Widget | null>(null);
  return (
    <Card
      title={t.access.widgets}
      about={t.access.widgetsAbout}
      actions={
        <Button kind="main" onClick={() => setOpen('new')}>
          {t.access.newWidget}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ tenant: { widgets } }) => (
          <>
            <WidgetTable widgets={widgets.nodes} onEdit={setOpen} onEmbed={setEmbedded} />
            <Pager name="after" pageInfo={widgets.pageInfo} />
          </>
        )}
      </Loaded>
      {open && <WidgetDialog widget={open === 'new' ? null : open} kpis={kpis} onClose={() => setOpen(null)} />}
      {embedded && <EmbedDialog widget={embedded} onClose={() => setEmbedded(null)} />}
    </Card>
  );
}

function WidgetTable({
  widgets,
  onEdit,
  onEmbed,
}: {
  readonly widgets: readonly Widget[];
  readonly onEdit: (widget: Widget) => void;
  readonly onEmbed: (widget: Widget) => void;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const removing = useSave(RemoveWidget, ({ removeWidget }) => removeWidget);
  const columns: readonly Column<Widget>[] = [
    { key: 'name', header: t.common.name, cell: ({ name }) => name, sort: ({ name }) => name },
    {
      key: 'origins',
      header: t.access.origins,
      cell: ({ origins }) => (
        <ul className="plain-list">
          {origins.map((origin) => (
            <li key={origin}>{origin}</li>
          ))}
        </ul>
      ),
    },
    { key: 'levels', header: t.access.levels, cell: ({ levels }) => formats.list(levels.map((level) => t.levels[level])), wide: true },
    {
      key: 'kpis',
      header: t.access.kpis,
      cell: ({ kpis }) => (kpis === null ? <span className="muted">{t.access.allKpis}</span> : formats.list(kpis.map(({ name }) => name))),
      wide: true,
    },
    {
      key: 'actions',
      header: t.forms.actions,
      cell: (widget) => (
        <span className="cell-actions">
          <Button small onClick={() => onEmbed(widget)} aria-label={`${t.access.embed}: ${widget.name}`}>
            {t.access.embed}
          </Button>
          <Button kind="quiet" small onClick={() => onEdit(widget)} aria-label={`${t.common.edit}: ${widget.name}`}>
            {t.common.edit}
          </Button>
          <RemoveButton label={widget.name} question={t.access.removeWidget(widget.name)} saving={removing} variables={{ id: widget.id }} />
        </span>
      ),
      number: true,
    },
  ];
  return (
    <Table name="widgets" caption={t.access.widgets} columns={columns} rows={widgets} keyOf={({ id }) => id} empty={t.access.noWidgets} />
  );
}
