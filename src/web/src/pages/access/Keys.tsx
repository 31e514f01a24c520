import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useUrl } from '../../app/url';
import { Button } from '../../components/Button';
import { Badge, Card } from '../../components/Card';
import { RemoveButton } from '../../components/form/Confirm';
import { Once } from '../../components/form/Once';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { Keys as KeysDocument, type KeysQuery } from '../../generated/Keys';
import { RevokeKey } from '../../generated/RevokeKey';
import { useFormats, useTexts } from '../../i18n/context';
import { endingOf } from './key-form';
import { NewKey } from './NewKey';

type Key = KeysQuery['tenant']['keys']['nodes'][number];

export function Keys(): ReactNode {
  const t = useTexts();
  const { params } = useUrl();
  const after = params.get('after');
  const query = useQuery(
    KeysDocument,
    useMemo(() => ({ after }), [after]),
  );
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Card
      title={t.access.keys}
      about={t.access.keysAbout}
      actions={
        <Button kind="main" icon="access" onClick={() => setMaking(true)}>
          {t.access.newKey}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ tenant: { keys } }) => (
          <>
            <KeyTable keys={keys.nodes} />
            <Pager name="after" pageInfo={keys.pageInfo} />
          </>
        )}
      </Loaded>
      {making && (
        <NewKey
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setSecret(made);
          }}
        />
      )}
      {secret !== null && (
        <Once title={t.access.keyMade} label={t.access.keyLabel} text={secret} note={t.access.keyNote} onClose={() => setSecret(null)} />
      )}
    </Card>
  );
}

function KeyTable({ keys }: { readonly keys: readonly Key[] }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const revoking = useSave(RevokeKey, ({ revokeKey }) => revokeKey);
  const now = Date.now();
  const columns: readonly Column<Key>[] = [
    { key: 'name', header: t.common.name, cell: ({ name }) => name, sort: ({ name }) => name },
    {
      key: 'scopes',
      header: t.access.scopes,
      cell: ({ scopes, levels }) => (
        <>
          <span className="badges">
            {scopes.map((scope) => (
              <Badge key={scope} tone={scope === 'MANAGE' ? 'warning' : 'plain'}>
                {t.access[scope]}
              </Badge>
            ))}
          </span>
          {scopes.includes('WIDGET') && levels && <span className="cell-sub">{formats.list(levels.map((level) => t.levels[level]))}</span>}
        </>
      ),
    },
    {
      key: 'networks',
      header: t.access.networks,
      cell: ({ networks }) =>
        networks.length === 0 ? <span className="muted">{t.access.everywhere}</span> : <span className="mono">{networks.join(', ')}</span>,
      wide: true,
    },
    {
      key: 'createdAt',
      header: t.access.made,
      cell: ({ createdAt }) => formats.instant(createdAt),
      sort: ({ createdAt }) => createdAt,
      wide: true,
    },
    {
      key: 'lastUsedAt',
      header: t.access.used,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? <span className="muted">{t.access.never}</span> : formats.ago(lastUsedAt, now)),
      sort: ({ lastUsedAt }) => lastUsedAt,
      wide: true,
    },
    {
      key: 'expiresAt',
      header: t.access.expires,
      cell: ({ expiresAt }) => {
        const ending = endingOf(expiresAt, now);
        if (expiresAt === null) return <span className="muted">{t.access.never}</span>;
        return (
          <>
            {formats.instant(expiresAt)}{' '}
            {(ending === 'soon' || ending === 'expired') && (
              <Badge tone={ending === 'soon' ? 'warning' : 'worse'}>{t.access[ending]}</Badge>
            )}
          </>
        );
      },
      sort: ({ expiresAt }) => expiresAt,
    },
    {
      key: 'revoke',
      header: t.forms.actions,
      cell: ({ id, name }) => (
        <RemoveButton
          label={name}
          text={t.access.revoke}
          question={t.access.revokeAsk(name)}
          done={t.access.revoked}
          saving={revoking}
          variables={{ id }}
        />
      ),
      number: true,
    },
  ];
  return <Table name="keys" caption={t.access.keys} columns={columns} rows={keys} keyOf={({ id }) => id} empty={t.access.noKeys} />;
}
