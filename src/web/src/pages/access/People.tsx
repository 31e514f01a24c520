import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useUrl } from '../../app/url';
import { useViewer } from '../../app/session';
import { Button } from '../../components/Button';
import { Badge, Card } from '../../components/Card';
import { RemoveButton } from '../../components/form/Confirm';
import { Once } from '../../components/form/Once';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { People as PeopleDocument, type PeopleQuery } from '../../generated/People';
import { RemoveUser } from '../../generated/RemoveUser';
import { useFormats, useTexts } from '../../i18n/context';
import { NewLink } from './NewLink';
import { PersonDialog } from './PersonDialog';

export type Person = PeopleQuery['tenant']['users']['nodes'][number];

/** What is told once. */
export interface Link {
  readonly name: string;
  readonly link: string;
  readonly expiresAt: string | null;
}

export function People(): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { params } = useUrl();
  const after = params.get('after');
  const query = useQuery(
    PeopleDocument,
    useMemo(() => ({ after }), [after]),
  );
  const [open, setOpen] = useState<Person | 'new' | null>(null);
  const [told, setTold] = useState<Link | null>(null);
  const teams = (query.data?.tenant.teams.nodes ?? []).map(({ key, name }) => ({ value: key, label: name }));
  return (
    <Card
      title={t.access.people}
      about={t.access.peopleAbout}
      actions={
        <Button kind="main" icon="person" onClick={() => setOpen('new')}>
          {t.access.invite}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ tenant: { users } }) => (
          <>
            <PeopleTable people={users.nodes} onEdit={setOpen} onLink={setTold} />
            <Pager name="after" pageInfo={users.pageInfo} />
          </>
        )}
      </Loaded>
      {open && (
        <PersonDialog
          person={open === 'new' ? null : open}
          teams={teams}
          onClose={() => setOpen(null)}
          onInvited={(link) => {
            setOpen(null);
            setTold(link);
          }}
        />
      )}
      {told && (
        <Once
          title={t.access.linkFor(told.name)}
          label={t.access.link}
          text={told.link}
          note={told.expiresAt && t.access.linkNote(formats.instant(told.expiresAt))}
          onClose={() => setTold(null)}
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
  readonly onLink: (link: Link) => void;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { userId } = useViewer();
  const removing = useSave(RemoveUser, ({ removeUser }) => removeUser);
  const now = Date.now();
  const columns: readonly Column<Person>[] = [
    {
      key: 'name',
      header: t.common.name,
      cell: ({ id, name, email }) => (
        <>
          {name} {id === userId && <Badge>{t.access.you}</Badge>}
          <span className="cell-sub">{email}</span>
        </>
      ),
      sort: ({ name }) => name,
    },
    { key: 'role', header: t.access.role, cell: ({ role }) => t.shell[role], sort: ({ role }) => role },
    { key: 'reach', header: t.access.reach, cell: (person) => <Reach person={person} />, wide: true },
    {
      key: 'seen',
      header: t.access.seen,
      cell: ({ lastSeenAt }) => (lastSeenAt === null ? <span className="muted">{t.access.notSeen}</span> : formats.ago(lastSeenAt, now)),
      sort: ({ lastSeenAt }) => lastSeenAt,
      wide: true,
    },
    {
      key: 'state',
      header: t.forms.state,
      cell: ({ disabled, lastSeenAt }) => {
        if (disabled) return <Badge tone="worse">{t.access.disabled}</Badge>;
        return lastSeenAt === null ? <Badge tone="warning">{t.access.invited}</Badge> : <Badge tone="accent">{t.access.active}</Badge>;
      },
    },
    {
      key: 'actions',
      header: t.forms.actions,
      cell: (person) => (
        <span className="cell-actions">
          <Button kind="quiet" small onClick={() => onEdit(person)} aria-label={`${t.common.edit}: ${person.name}`}>
            {t.common.edit}
          </Button>
          {!person.disabled && <NewLink person={person} onMade={onLink} />}
          {person.id !== userId && (
            <RemoveButton
              label={person.name}
              question={t.access.removePerson(person.name)}
              saving={removing}
              variables={{ id: person.id }}
            />
          )}
        </span>
      ),
      number: true,
    },
  ];
  return <Table name="people" caption={t.access.people} columns={columns} rows={people} keyOf={({ id }) => id} empty={t.access.noPeople} />;
}

function Reach({ person: { role, teams, agent } }: { readonly person: Person }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const what = { ADMIN: t.access.everything, LEAD: formats.list(teams.map(({ name }) => name)), AGENT: agent?.name ?? '' }[role];
  return (
    <>
      {what}
      {role !== 'AGENT' && agent && (
        <span className="cell-sub">
          {t.access.agent}: {agent.name}
        </span>
      )}
    </>
  );
}
