import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import type { ScopeKey } from '../../app/scope';
import { useMay } from '../../app/session';
import { useUrl } from '../../app/url';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Field, TextArea } from '../../components/Field';
import { RemoveButton } from '../../components/form/Confirm';
import { FormDialog } from '../../components/form/FormDialog';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { ScopeField } from '../../components/form/ScopeField';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { toast } from '../../components/Toast';
import { AddAnnotation } from '../../generated/AddAnnotation';
import { Annotations, type AnnotationsQuery } from '../../generated/Annotations';
import { RemoveAnnotation } from '../../generated/RemoveAnnotation';
import { useFormats, useTexts } from '../../i18n/context';

type Note = AnnotationsQuery['tenant']['annotations']['nodes'][number];

export default function AnnotationsPage(): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const may = useMay();
  const { params } = useUrl();
  const after = params.get('after');
  const variables = useMemo(() => ({ after }), [after]);
  const query = useQuery(Annotations, variables);
  const [adding, setAdding] = useState(false);
  const removing = useSave(RemoveAnnotation, ({ removeAnnotation }) => removeAnnotation);
  const columns: readonly Column<Note>[] = [
    {
      key: 'days',
      header: t.annotations.days,
      cell: ({ from, to }) => formats.days(from, to ?? from),
      sort: ({ from }) => from,
      csv: ({ from, to }) => `${from}/${to ?? from}`,
    },
    { key: 'text', header: t.annotations.text, cell: ({ text }) => text, csv: ({ text }) => text },
    {
      key: 'scope',
      header: t.annotations.about1,
      cell: ({ scope }) => scope?.name ?? t.levels.TENANT,
      sort: ({ scope }) => scope?.name ?? null,
      csv: ({ scope }) => scope?.key,
      wide: true,
    },
    ...(may.manage
      ? [
          {
            key: 'actions',
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
        <Loaded query={query}>
          {({ tenant }) => (
            <>
              <Table
                name="notes"
                caption={t.annotations.title}
                columns={columns}
                rows={tenant.annotations.nodes}
                keyOf={({ id }) => id}
                empty={t.annotations.none}
                csvName="notes"
              />
              <Pager name="after" pageInfo={tenant.annotations.pageInfo} />
            </>
          )}
        </Loaded>
      </Card>
      {adding && <NoteDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function NoteDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const saving = useSave(AddAnnotation, ({ addAnnotation }) => addAnnotation);
  const [form, setForm] = useState({ from: '', to: '', text: '', scope: { level: 'TENANT', key: '' } as ScopeKey });
  const [tried, setTried] = useState(false);
  const put = (change: Partial<typeof form>): void => setForm({ ...form, ...change });
  const wrongOrder = form.to !== '' && form.to < form.from;
  const submit = async (): Promise<void> => {
    setTried(true);
    if (form.from === '' || form.text.trim() === '' || wrongOrder) return;
    const { level, key } = form.scope;
    const about = level === 'TENANT' ? {} : { level, key };
    if (!(await saving.save({ input: { from: form.from, to: form.to || null, text: form.text.trim(), ...about } }))) return;
    toast(t.annotations.added);
    onClose();
  };
  return (
    <FormDialog
      title={t.annotations.add}
      busy={saving.running}
      others={otherMistakes(saving.mistakes, ['from', 'to', 'text', 'level', 'key'])}
      problem={saving.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div className="form-pair">
        <Field
          label={t.forms.from}
          type="date"
          value={form.from}
          onChange={(event) => put({ from: event.target.value })}
          error={tried && form.from === '' ? t.forms.required : mistakeAt(saving.mistakes, 'from')}
        />
        <Field
          label={t.forms.to}
          type="date"
          value={form.to}
          onChange={(event) => put({ to: event.target.value })}
          hint={t.annotations.toHint}
          error={wrongOrder ? t.forms.order : mistakeAt(saving.mistakes, 'to')}
        />
      </div>
      <TextArea
        label={t.annotations.text}
        rows={3}
        maxLength={500}
        value={form.text}
        onChange={(event) => put({ text: event.target.value })}
        error={tried && form.text.trim() === '' ? t.forms.required : mistakeAt(saving.mistakes, 'text')}
      />
      <ScopeField
        label={t.annotations.about1}
        scope={form.scope}
        levels={['TENANT', 'TEAM', 'AGENT', 'CUSTOMER']}
        onChange={(scope) => put({ scope })}
        error={mistakeAt(saving.mistakes, 'key') ?? mistakeAt(saving.mistakes, 'level')}
      />
    </FormDialog>
  );
}
