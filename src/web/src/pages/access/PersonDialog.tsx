import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { Field, Select } from '../../components/Field';
import { isEmail } from '../../components/form/checks';
import { FormDialog } from '../../components/form/FormDialog';
import { Items } from '../../components/form/Items';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { useSave } from '../../components/form/save';
import { ScopeField } from '../../components/form/ScopeField';
import { toast } from '../../components/Toast';
import { InviteUser } from '../../generated/InviteUser';
import type { Role } from '../../generated/schema';
import { TeamNames } from '../../generated/TeamNames';
import { UpdateUser } from '../../generated/UpdateUser';
import { useTexts } from '../../i18n/context';
import type { Person, SentLink } from './People';

const roles = ['ADMIN', 'LEAD', 'AGENT'] as const;

export function PersonDialog({
  person,
  onLink,
  onClose,
}: {
  readonly person: Person | null;
  readonly onLink: (link: SentLink) => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const inviting = useSave(InviteUser, ({ inviteUser }) => inviteUser);
  const updating = useSave(UpdateUser, ({ updateUser }) => updateUser);
  const saving = person ? updating : inviting;
  const all = useQuery(
    TeamNames,
    useMemo(() => ({}), []),
  ).data?.tenant.teams.nodes;
  const [form, setForm] = useState({
    email: person?.email ?? '',
    name: person?.name ?? '',
    role: person?.role ?? ('LEAD' as Role),
    teams: person?.teams.map(({ key }) => key) ?? ([] as readonly string[]),
    agent: person?.agent?.key ?? '',
  });
  const [tried, setTried] = useState(false);
  const put = (change: Partial<typeof form>): void => setForm({ ...form, ...change });
  const wrong = {
    email: form.email.trim() === '' ? t.forms.required : isEmail(form.email.trim()) ? null : t.forms.notEmail,
    name: form.name.trim() === '' ? t.forms.required : null,
    teams: form.role === 'LEAD' && form.teams.length === 0 ? t.forms.required : null,
    agent: form.role === 'AGENT' && form.agent === '' ? t.forms.required : null,
  };
  const told = (name: keyof typeof wrong): string | null => (tried ? wrong[name] : null) ?? mistakeAt(saving.mistakes, name);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.values(wrong).some((one) => one !== null)) return;
    const input = {
      email: form.email.trim(),
      name: form.name.trim(),
      role: form.role,
      ...(form.role === 'LEAD' && { teams: form.teams }),
      ...(form.role === 'AGENT' && { agent: form.agent }),
    };
    if (person) {
      if (!(await updating.save({ input: { id: person.id, ...input } }))) return;
      toast(t.forms.saved);
    } else {
      const done = await inviting.save({ input });
      if (!done?.link || !done.expiresAt) return;
      onLink({ name: input.name, link: done.link, until: done.expiresAt });
    }
    onClose();
  };
  return (
    <FormDialog
      title={person ? t.access.editUser(person.name) : t.access.inviteTitle}
      submit={person ? t.common.save : t.access.invite}
      busy={saving.running}
      others={otherMistakes(saving.mistakes, ['email', 'name', 'teams', 'agent', 'role'])}
      problem={saving.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field
        label={t.access.email}
        type="email"
        autoComplete="off"
        value={form.email}
        onChange={(event) => put({ email: event.target.value })}
        error={told('email')}
      />
      <Field
        label={t.common.name}
        autoComplete="off"
        maxLength={100}
        value={form.name}
        onChange={(event) => put({ name: event.target.value })}
        error={told('name')}
      />
      <Select
        label={t.access.role}
        value={form.role}
        onChange={(event) => put({ role: event.target.value as Role })}
        options={roles.map((role) => ({ value: role, label: t.shell[role] }))}
        error={mistakeAt(saving.mistakes, 'role')}
      />
      {form.role === 'LEAD' && (
        <Items
          label={t.access.teams}
          items={form.teams}
          options={(all ?? []).map(({ key, name }) => ({ value: key, label: name }))}
          nameOf={(key) => all?.find((team) => team.key === key)?.name ?? key}
          onChange={(teams) => put({ teams })}
          error={told('teams')}
        />
      )}
      {form.role === 'AGENT' && (
        <ScopeField
          label={t.access.agentKey}
          scope={{ level: 'AGENT', key: form.agent }}
          name={form.agent === '' ? '…' : person?.agent?.name}
          levels={['AGENT']}
          onChange={({ key }) => put({ agent: key })}
          error={told('agent')}
        />
      )}
    </FormDialog>
  );
}
