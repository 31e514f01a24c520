import { useState, type ReactNode } from 'react';
import type { ScopeKey } from '../../app/scope';
import { Field, TextArea } from '../../components/Field';
import { FormDialog } from '../../components/form/FormDialog';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { useSave } from '../../components/form/save';
import { ScopeField } from '../../components/form/ScopeField';
import { toast } from '../../components/Toast';
import { today } from '../../format/zone';
import { AddAnnotation } from '../../generated/AddAnnotation';
import { useFormats, useTexts } from '../../i18n/context';

export function AddNote({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const { place } = useFormats();
  const [form, setForm] = useState({ from: today(place.timeZone), to: '', text: '', scope: { level: 'TENANT', key: '' } as ScopeKey });
  const [tried, setTried] = useState(false);
  const saving = useSave(AddAnnotation, ({ addAnnotation }) => addAnnotation);
  const put = (change: Partial<typeof form>): void => setForm({ ...form, ...change });
  const wrong = {
    from: form.from === '' ? t.forms.required : null,
    to: form.to !== '' && form.to < form.from ? t.forms.order : null,
    text: form.text.trim() === '' ? t.forms.required : null,
  };
  const told = (name: keyof typeof wrong): string | null => (tried ? wrong[name] : null) ?? mistakeAt(saving.mistakes, name);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.values(wrong).some((one) => one !== null)) return;
    const { from, to, text, scope } = form;
    const about = scope.level === 'TENANT' ? { level: null, key: null } : scope;
    if (!(await saving.save({ input: { from, to: to === '' ? null : to, text: text.trim(), level: about.level, key: about.key } }))) return;
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
      <TextArea
        label={t.annotations.text}
        hint={t.annotations.textHint}
        value={form.text}
        onChange={(event) => put({ text: event.target.value })}
        error={told('text')}
        rows={2}
        maxLength={500}
        required
        autoFocus
      />
      <div className="form-pair">
        <Field
          label={t.annotations.from}
          type="date"
          value={form.from}
          onChange={(event) => put({ from: event.target.value })}
          error={told('from')}
          required
        />
        <Field
          label={t.annotations.to}
          type="date"
          value={form.to}
          min={form.from}
          onChange={(event) => put({ to: event.target.value })}
          error={told('to')}
          hint={t.annotations.toHint}
        />
      </div>
      <ScopeField
        label={t.annotations.scope}
        scope={form.scope}
        levels={['TENANT', 'TEAM', 'AGENT']}
        onChange={(scope) => put({ scope })}
        error={mistakeAt(saving.mistakes, 'key') ?? mistakeAt(saving.mistakes, 'level')}
      />
    </FormDialog>
  );
}
