import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { scopePath } from '../../app/scope';
import { useMay } from '../../app/session';
import { useUrl } from '../../app/url';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Field } from '../../components/Field';
import { RemoveButton } from '../../components/form/Confirm';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { Annotations, type AnnotationsQuery } from '../../generated/Annotations';
import { RemoveAnnotation } from '../../generated/RemoveAnnotation';
import { useFormats, useTexts } from '../../i18n/context';
import { AddNote } from './AddNote';

type Note = AnnotationsQuery['tenant']['annotations']['nodes'][number];

export default function AnnotationsPage(): ReactNode {
  const t = useTexts();
  const { params, set } = useUrl();
  const may = useMay();
  const [from, to, after] = [params.get('from'), params.get('to'), params.get('after')];
  const query = useQuery(
    Annotations,
    useMemo(() => ({ from, to, after }), [from, to, after]),
  );
  const [adding, setAdding] = useState(false);
  const narrow = (changes: Readonly<Record<string, string>>): void => set({ ...changes, after: null }, { replace: true });
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.annotations.title}</h1>
          <p>{t.annotations.about}</p>
        </div>
        {may.manage && (
          <Button kind="main" icon="annotations" onClick={() => setAdding(true)}>
            {t.annotations.add}
          </Button>
        )}
      </div>
      <Card>
        <div className="filters">
          <Field
            label={t.annotations.from}
            type="date"
            value={from ?? ''}
            max={to ?? undefined}
            onChange={(event) => narrow({ from: event.target.value })}
          />
          <Field
            label={t.annotations.to}
            type="date"
            value={to ?? ''}
            min={from ?? undefined}
            onChange={(event) => narrow({ to: event.target.value })}
          />
        </div>
        <Loaded query={query}>
          {({ tenant: { annotations } }) => (
            <>
              <Notes notes={annotations.nodes} removable={may.manage} />
              <Pager name="after" pageInfo={annotations.pageInfo} />
            </>
          )}
        </Loaded>
      </Card>
      {adding && <AddNote onClose={() => setAdding(false)} />}
    </>
  );
}

function Notes({ notes, removable }: { readonly notes: readonly Note[]; readonly removable: boolean }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const removing = useSave(RemoveAnnotation, ({ removeAnnotation }) => removeAnnotation);
  const columns: readonly Column<Note>[] = [
    { key: 'days', header: t.annotations.days, cell: ({ from, to }) => formats.days(from, to ?? from), sort: ({ from }) => from },
    { key: 'text', header: t.annotations.text, cell: ({ text }) => text },
    {
      key: 'scope',
      header: t.annotations.scope,
      cell: ({ scope }) =>
        scope ? (
          <AppLink to={scopePath(scope)}>
            {t.levels[scope.level]}: {scope.name}
          </AppLink>
        ) : (
          <span className="muted">{t.annotations.everything}</span>
        ),
      wide: true,
    },
    ...(removable
      ? [
          {
            key: 'remove',
            header: t.forms.actions,
            cell: ({ id, text }: Note) => (
              <RemoveButton label={text} question={t.annotations.removeAsk(text)} saving={removing} variables={{ id }} />
            ),
            number: true,
          },
        ]
      : []),
  ];
  return (
    <Table name="notes" caption={t.annotations.title} columns={columns} rows={notes} keyOf={({ id }) => id} empty={t.annotations.none} />
  );
}
