import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useUrl } from '../../app/url';
import { Badge, Card } from '../../components/Card';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { RemoveButton } from '../../components/form/Confirm';
import { Copyable } from '../../components/form/Once';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { RemoveWidget } from '../../generated/RemoveWidget';
import { Widgets, type WidgetsQuery } from '../../generated/Widgets';
import { useFormats, useLanguage } from '../../i18n/context';
import { embedOf } from './embed';
import { WidgetDialog } from './WidgetDialog';

export type Widget = WidgetsQuery['tenant']['widgets']['nodes'][number];

export function WidgetList(): ReactNode {
  const { t, locale } = useLanguage();
  const formats = useFormats();
  const { params } = useUrl();
  const after = params.get('after');
  const variables = useMemo(() => ({ after, locale }), [after, locale]);
  const query = useQuery(Widgets, variables);
  const [editing, setEditing] = useState<Widget | 'new' | null>(null);
  const [embedding, setEmbedding] = useState<Widget | null>(null);
  const removing = useSave(RemoveWidget, ({ removeWidget }) => removeWidget);
  const columns: readonly Column<Widget>[] = [
    { key: 'name', header: t.common.name, cell: ({ name }) => <strong>{name}</strong>, sort: ({ name }) => name, csv: ({ name }) => name },
    {
      key: 'origins',
      header: t.access.origins,
      cell: ({ origins }) => origins.map((origin) => <div key={origin}>{origin}</div>),
      csv: ({ origins }) => origins.join(' '),
    },
    {
      key: 'levels',
      header: t.access.levels,
      cell: ({ levels }) => (
        <span className="row">
          {levels.map((level) => (
            <Badge key={level}>{t.levels[level]}</Badge>
          ))}
        </span>
      ),
      csv: ({ levels }) => levels.join(' '),
      wide: true,
    },
    {
      key: 'kpis',
      header: t.access.widgetKpis,
      cell: ({ kpis }) => (kpis === null ? t.common.all : formats.list(kpis.map(({ name }) => name))),
      csv: ({ kpis }) => kpis?.map(({ code }) => code).join(' ') ?? '',
      wide: true,
    },
    {
      key: 'actions',
      header: t.forms.actions,
      cell: (widget) => (
        <span className="cell-actions">
          <Button kind="quiet" small aria-label={`${t.access.embed}: ${widget.name}`} onClick={() => setEmbedding(widget)}>
            {t.access.embed}
          </Button>
          <Button kind="quiet" small aria-label={`${t.common.edit}: ${widget.name}`} onClick={() => setEditing(widget)}>
            {t.common.edit}
          </Button>
          <RemoveButton
            label={widget.name}
            question={t.access.removeWidgetAsk(widget.name)}
            saving={removing}
            variables={{ id: widget.id }}
          />
        </span>
      ),
      number: true,
    },
  ];
  return (
    <Card
      title={t.access.tabs.widgets}
      actions={
        <Button kind="main" onClick={() => setEditing('new')}>
          {t.access.createWidget}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ tenant }) => (
          <>
            <Table
              name="widgets"
              caption={t.access.origins}
              columns={columns}
              rows={tenant.widgets.nodes}
              keyOf={({ id }) => id}
              empty={t.access.noWidgets}
              csvName="widgets"
            />
            <Pager name="after" pageInfo={tenant.widgets.pageInfo} />
          </>
        )}
      </Loaded>
      {editing && <WidgetDialog widget={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {embedding && (
        <Dialog title={t.access.embedTitle(formats.list(embedding.origins))} onClose={() => setEmbedding(null)}>
          <Copyable
            label={t.access.embed}
            text={embedOf(
              location.origin,
              embedding.levels,
              (embedding.kpis ?? []).map(({ code }) => code),
            )}
          />
          <p className="muted">{t.access.embedNote}</p>
        </Dialog>
      )}
    </Card>
  );
}
