import { useState, type ReactNode } from 'react';
import type { Level } from '../../app/scope';
import { Field } from '../../components/Field';
import { isNetwork } from '../../components/form/checks';
import { Choices } from '../../components/form/Choices';
import { FormDialog } from '../../components/form/FormDialog';
import { Items } from '../../components/form/Items';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { Once } from '../../components/form/Once';
import { useSave } from '../../components/form/save';
import { CreateKey } from '../../generated/CreateKey';
import type { KeyScope } from '../../generated/schema';
import { useFormats, useTexts } from '../../i18n/context';
import { startOf } from '../settings/check';

const scopes = ['INGEST', 'READ', 'EXPORT', 'WIDGET', 'MANAGE'] as const;
const levels = ['TENANT', 'TEAM', 'AGENT', 'CUSTOMER'] as const;

export function KeyDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const saving = useSave(CreateKey, ({ createKey }) => createKey);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly KeyScope[]>(['READ']);
  const [day, setDay] = useState('');
  const [networks, setNetworks] = useState<readonly string[]>([]);
  const [tokenLevels, setTokenLevels] = useState<readonly Level[]>(['CUSTOMER']);
  const [tried, setTried] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const ends = day === '' ? null : startOf(day, formats.place.timeZone);
  const past = ends !== null && Date.parse(ends) <= Date.now();
  const submit = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '' || chosen.length === 0 || past) return;
    const done = await saving.save({
      input: {
        name: name.trim(),
        scopes: chosen,
        expiresAt: ends,
        networks,
        levels: chosen.includes('WIDGET') ? tokenLevels : null,
      },
    });
    if (done?.secret) setSecret(done.secret);
  };
  if (secret !== null)
    return <Once title={t.access.keyMade} label={t.access.secret} text={secret} note={t.access.keyHint} onClose={onClose} />;
  return (
    <FormDialog
      title={t.access.createKey}
      busy={saving.running}
      others={otherMistakes(saving.mistakes, ['name', 'scopes', 'expiresAt', 'networks', 'levels'])}
      problem={saving.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field
        label={t.common.name}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
        error={tried && name.trim() === '' ? t.forms.required : mistakeAt(saving.mistakes, 'name')}
      />
      <Choices
        label={t.access.scopesLabel}
        options={scopes.map((value) => ({ value, label: t.access.scopes[value] }))}
        chosen={chosen}
        onChange={setChosen}
        error={tried && chosen.length === 0 ? t.forms.required : mistakeAt(saving.mistakes, 'scopes')}
      />
      {chosen.includes('WIDGET') && (
        <Choices
          label={t.access.tokenLevels}
          options={levels.map((value) => ({ value, label: t.levels[value] }))}
          chosen={tokenLevels}
          onChange={setTokenLevels}
          error={mistakeAt(saving.mistakes, 'levels')}
        />
      )}
      <Field
        label={t.access.expires}
        type="date"
        value={day}
        onChange={(event) => setDay(event.target.value)}
        hint={t.access.expiresHint}
        error={past ? t.access.past : mistakeAt(saving.mistakes, 'expiresAt')}
      />
      <Items
        label={t.access.networks}
        hint={t.access.networksHint}
        items={networks}
        onChange={setNetworks}
        wrong={(item) => !isNetwork(item)}
        wrongText={t.forms.notNetwork}
        error={mistakeAt(saving.mistakes, 'networks')}
        placeholder="203.0.113.0/24"
      />
    </FormDialog>
  );
}
