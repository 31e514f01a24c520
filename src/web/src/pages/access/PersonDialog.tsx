import { useState, type ReactNode } from 'react';
import { useViewer } from '../../app/session';
import { Button } from '../../components/Button';
import { Checkbox, Field, Select, type Option } from '../../components/Field';
import { FormDialog } from '../../components/form/FormDialog';
import { Items } from '../../components/form/Items';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { useSave } from '../../components/form/save';
import { ScopeField } from '../../components/form/ScopeField';
import { toast } from '../../components/Toast';
import { InviteUser } from '../../generated/InviteUser';
import { UpdateUser } from '../../generated/UpdateUser';
import { useTexts } from '../../i18n/context';
import type { Link, Person } from './People';
import { personInput, roles, wrongPerson, type TypedPerson } from './person-form';

const empty: TypedPerson = { email: '', name: '', role: 'LEAD', teams: [], agent: '', disabled: false };

/** Invites a person, or changes one. */
export function PersonDialog({
  person,
  teams,
  onClose,
  onInvited,
}: {
  readonly person: Person | null;
  readonly teams: readonly Option[];
  readonly onClose: () => void;
  readonly onInvited: (link: Link) => void;
}): ReactNode {
  const t = useTexts();
  const { userId } = useViewer();
  const [form, setForm] = useState<TypedPerson>(
    person ? { ...person, teams: person.teams.map(({ key }) => key), agent: person.agent?.key ?? '', disabled: person.disabled } : empty,
  );
  const [tried, setTried] = useState(false);
  const inviting = useSave(InviteUser, ({ inviteUser }) => inviteUser);
  const updating = useSave(UpdateUser, ({ updateUser }) => updateUser);
  const saving = person ? updating : inviting;
  const put = (change: Partial<TypedPerson>): void => setForm({ ...form, ...change });
  const wrong = wrongPerson(form);
  const words = { required: t.forms.required, notEmail: t.forms.notEmail, needOne: t.access.needOne };
  const told = (name: keyof typeof wrong): string | null => {
    const mine = tried ? wrong[name] : undefined;
    return mine === undefined ? mistakeAt(saving.mistakes, name) : words[mine];
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    if (person) {
      if (!(await updating.save({ input: { id: person.id, ...personInput(form), disabled: form.disabled } }))) return;
      toast(t.forms.saved);
      onClose();
      return;
    }
    const made = await inviting.save({ input: personInput(form) });
    if (made?.link) onInvited({ name: form.name.trim(), link: made.link, expiresAt: made.expiresAt });
  };
  const names = new Map([
    ...teams.map(({ value, label }) => [value, label] as const),
    ...(person?.teams ?? []).map(({ key, name }) => [key, name] as const),
  ]);
  const own = person !== null && person.id === userId;
  return (
    <FormDialog
      title={person ? t.access.editPerson(person.name) : t.access.invitePerson}
      {...(!person && { submit: t.access.invite })}
      busy={saving.running}
      others={otherMistakes(saving.mistakes, ['email', 'name', 'role', 'teams', 'agent'])}
      problem={saving.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div className="form-pair">
        <Field
          label={t.common.name}
          value={form.name}
          onChange={(event) => put({ name: event.target.value })}
          error={told('name')}
          maxLength={100}
          autoComplete="off"
          required
          autoFocus
        />
        <Field
          label={t.access.email}
          type="email"
          value={form.email}
          onChange={(event) => put({ email: event.target.value })}
          error={told('email')}
          maxLength={254}
          autoComplete="off"
          required
        />
      </div>
      <Select
        label={t.access.role}
        value={form.role}
        onChange={(event) => put({ role: roles.find((role) => role === event.target.value) ?? form.role })}
        options={roles.map((role) => ({ value: role, label: t.shell[role] }))}
        error={mistakeAt(saving.mistakes, 'role')}
      />
      {form.role === 'LEAD' && (
        <Items
          label={t.access.teams}
          hint={t.access.teamsHint}
          items={form.teams}
          options={teams}
          nameOf={(key) => names.get(key) ?? key}
          placeholder={t.access.addTeam}
          onChange={(chosen) => put({ teams: chosen })}
          error={told('teams')}
        />
      )}
      <div className="person-agent">
        <ScopeField
          label={form.role === 'AGENT' ? t.access.agent : `${t.access.agent} (${t.forms.optional})`}
          scope={{ level: 'AGENT', key: form.agent }}
          name={form.agent === '' ? t.access.noAgent : person?.agent?.name}
          levels={['AGENT']}
          onChange={({ key }) => put({ agent: key })}
          error={told('agent')}
        />
        <p className="field-hint">{t.access.agentHint}</p>
        {form.agent !== '' && form.role !== 'AGENT' && (
          <Button small kind="quiet" onClick={() => put({ agent: '' })}>
            {t.access.clearAgent}
          </Button>
        )}
      </div>
      {person && !own && (
        <Checkbox
          label={t.access.disable}
          hint={t.access.disableHint}
          checked={form.disabled}
          onChange={(event) => put({ disabled: event.target.checked })}
        />
      )}
    </FormDialog>
  );
}
