import { useState, type ReactNode } from 'react';
import { Field } from '../../components/Field';
import { isNetwork } from '../../components/form/checks';
import { Choices } from '../../components/form/Choices';
import { FormDialog } from '../../components/form/FormDialog';
import { Items } from '../../components/form/Items';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { useSave } from '../../components/form/save';
import { today } from '../../format/zone';
import { CreateKey } from '../../generated/CreateKey';
import { useFormats, useTexts } from '../../i18n/context';
import { keyInput, keyScopes, levels, wrongKey, type TypedKey } from './key-form';

const empty: TypedKey = { name: '', scopes: ['READ'], levels: ['CUSTOMER'], networks: [], lastDay: '' };

export function NewKey({ onClose, onMade }: { readonly onClose: () => void; readonly onMade: (secret: string) => void }): ReactNode {
  const t = useTexts();
  const { place } = useFormats();
  const [form, setForm] = useState(empty);
  const [tried, setTried] = useState(false);
  const saving = useSave(CreateKey, ({ createKey }) => createKey);
  const put = (change: Partial<TypedKey>): void => setForm({ ...form, ...change });
  const wrong = wrongKey(form, today(place.timeZone));
  const words = { required: t.forms.required, needOne: t.access.needOne, past: t.access.past };
  const told = (name: keyof typeof wrong): string | null => {
    const mine = tried ? wrong[name] : undefined;
    return mine === undefined ? mistakeAt(saving.mistakes, name) : words[mine];
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    const made = await saving.save({ input: keyInput(form, place.timeZone) });
    if (made?.secret) onMade(made.secret);
  };
  return (
    <FormDialog
      title={t.access.newKey}
      submit={t.access.createKey}
      busy={saving.running}
      others={otherMistakes(saving.mistakes, ['name', 'scopes', 'levels', 'networks', 'expiresAt'])}
      problem={saving.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field
        label={t.common.name}
        value={form.name}
        onChange={(event) => put({ name: event.target.value })}
        error={told('name')}
        maxLength={100}
        autoComplete="off"
        autoFocus
        required
      />
      <Choices
        label={t.access.scopes}
        options={keyScopes.map((scope) => ({ value: scope, label: t.access[scope], hint: t.access[`${scope}Hint`] }))}
        chosen={form.scopes}
        onChange={(scopes) => put({ scopes })}
        error={told('scopes')}
      />
      {form.scopes.includes('WIDGET') && (
        <Choices
          label={t.access.keyLevels}
          options={levels.map((level) => ({ value: level, label: t.levels[level] }))}
          chosen={form.levels}
          onChange={(chosen) => put({ levels: chosen })}
          error={told('levels')}
        />
      )}
      <Field
        label={`${t.access.expires} (${t.forms.optional})`}
        type="date"
        value={form.lastDay}
        onChange={(event) => put({ lastDay: event.target.value })}
        error={told('expiresAt')}
        hint={t.access.expiresHint}
      />
      <Items
        label={`${t.access.networks} (${t.forms.optional})`}
        hint={t.access.networksHint}
        items={form.networks}
        onChange={(networks) => put({ networks })}
        wrong={(item) => !isNetwork(item)}
        wrongText={t.forms.notNetwork}
        error={mistakeAt(saving.mistakes, 'networks')}
      />
    </FormDialog>
  );
}
