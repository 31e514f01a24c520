import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useNow } from '../../app/now';
import { useViewer } from '../../app/session';
import { useUrl } from '../../app/url';
import { Badge, Card } from '../../components/Card';
import { Button } from '../../components/Button';
import { RemoveButton } from '../../components/form/Confirm';
import { Once } from '../../components/form/Once';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { toast } from '../../components/Toast';
import { RemoveUser } from '../../generated/RemoveUser';
import { RenewInvitation } from '../../generated/RenewInvitation';
import { UpdateUser } from '../../generated/UpdateUser';
import { Users, type UsersQuery } from '../../generated/Users';
import { useFormats, useTexts } from '../../i18n/context';
import { PersonDialog } from './PersonDialog';

export type Person = UsersQuery['tenant']['users']['nodes'][number];

/** A link that was made, for whom and until when. */
export interface SentLink {
  readonly name: string;
  readonly link: string;
  readonly until: string;
}

export function People(): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { params } = useUrl();
  const after = params.get('after');
  const variables = useMemo(() => ({ after }), [after]);
  const query = useQuery(Users, variables);
  const [editing, setEditing] = useState<Person | 'new' | null>(null);
  const [link, setLink] = useState<SentLink | null>(null);
  return (
    <Card
      title={t.access.tabs.users}
      actions={
        <Button kind="main" icon="person" onClick={() => setEditing('new')}>
          {t.access.invite}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ tenant }) => (
          <>
            <PeopleTable people={tenant.users.nodes} onEdit={setEditing} onLink={setLink} />
            <Pager name="after" pageInfo={tenant.users.pageInfo} />
          </>
        )}
      </Loaded>
      {editing && <PersonDialog person={editing === 'new' ? null : editing} onLink={setLink} onClose={() => setEditing(null)} />}
      {link && (
        <Once
          title={t.access.linkTitle(link.name)}
          label={t.access.link}
          text={link.link}
          note={t.access.linkNote(formats.instant(link.until))}
          onClose={() => setLink(null)}
        />
      )}
    </Card>
  );
}

function PeopleTable({
  people,
  onEdit,
  onLink,
}: {
  readonly people: readonly Person[];
  readonly onEdit: (person: Person) => void;
  readonly onLink: (link: SentLink) => void;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow();
  const { userId } = useViewer();
  const removing = useSave(RemoveUser, ({ removeUser }) => removeUser);
  const updating = useSave(UpdateUser, ({ updateUser }) => updateUser);
  const renewing = useSave(RenewInvitation, ({ renewInvitation }) => renewInvitation);
  const renew = async ({ id, name }: Person): Promise<void> => {
    const done = await renewing.save({ id });
    if (done?.link && done.expiresAt) onLink({ name, link: done.link, until: done.expiresAt });
    else toast(t.problems.UNAVAILABLE, 'worse');
  };
  const toggle = async ({ id, disabled }: Person): Promise<void> => {
    if (await updating.save({ input: { id, disabled: !disabled } })) toast(t.forms.saved);
    else toast(t.problems.UNAVAILABLE, 'worse');
  };
  const stateOf = ({ disabled, lastSeenAt }: Person): ReactNode => {
    if (disabled) return <Badge tone="worse">{t.access.disabled}</Badge>;
    return lastSeenAt === null ? <Badge tone="warning">{t.access.invited}</Badge> : <Badge tone="better">{t.access.active}</Badge>;
  };
  const columns: readonly Column<Person>[] = [
    {
      key: 'name',
      header: t.common.name,
      cell: ({ id, name, email }) => (
        <>
          <strong>{name}</strong> {id === userId && <Badge>{t.access.you}</Badge>}
          <span className="cell-sub">{email}</span>
        </>
      ),
      sort: ({ name }) => name,
      csv: ({ email }) => email,
    },
    {
      key: 'role',
      header: t.access.role,
      cell: ({ role, teams, agent }) => (
        <>
          {t.shell[role]}
          <span className="cell-sub">{role === 'LEAD' ? formats.list(teams.map(({ name }) => name)) : agent?.name}</span>
        </>
      ),
      sort: ({ role }) => role,
      csv: ({ role }) => role,
    },
    {
      key: 'seen',
      header: t.access.lastSeen,
      cell: ({ lastSeenAt }) => (lastSeenAt === null ? t.access.never : formats.ago(lastSeenAt, now)),
      sort: ({ lastSeenAt }) => lastSeenAt,
      csv: ({ lastSeenAt }) => lastSeenAt,
      wide: true,
    },
    { key: 'state', header: t.forms.state, cell: stateOf, wide: true },
    {
      key: 'actions',
      header: t.forms.actions,
      cell: (person) => (
        <span className="cell-actions">
          <Button kind="quiet" small aria-label={`${t.common.edit}: ${person.name}`} onClick={() => onEdit(person)}>
            {t.common.edit}
          </Button>
          <Button
            kind="quiet"
            small
            disabled={renewing.running}
            aria-label={`${t.access.newLink}: ${person.name}`}
            onClick={() => void renew(person)}
          >
            {t.access.newLink}
          </Button>
          {person.id !== userId && (
            <>
              <Button
                kind="quiet"
                small
                disabled={updating.running}
                aria-label={`${person.disabled ? t.access.enable : t.access.disable}: ${person.name}`}
                onClick={() => void toggle(person)}
              >
                {person.disabled ? t.access.enable : t.access.disable}
              </Button>
              <RemoveButton
                label={person.name}
                question={t.access.removeUserAsk(person.name)}
                saving={removing}
                variables={{ id: person.id }}
              />
            </>
          )}
        </span>
      ),
      number: true,
    },
  ];
  return (
    <Table
      name="users"
      caption={t.access.role}
      columns={columns}
      rows={people}
      keyOf={({ id }) => id}
      empty={t.access.noUsers}
      csvName="users"
    />
  );
}
