import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useNow } from '../../app/now';
import { useUrl } from '../../app/url';
import { Badge, Card } from '../../components/Card';
import { Button } from '../../components/Button';
import { RemoveButton } from '../../components/form/Confirm';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { Keys as Document, type KeysQuery } from '../../generated/Keys';
import { RevokeKey } from '../../generated/RevokeKey';
import { useFormats, useTexts } from '../../i18n/context';
import { KeyDialog } from './KeyDialog';

type Key = KeysQuery['tenant']['keys']['nodes'][number];

export function Keys(): ReactNode {
  const t = useTexts();
  const { params } = useUrl();
  const after = params.get('after');
  const variables = useMemo(() => ({ after }), [after]);
  const query = useQuery(Document, variables);
  const [making, setMaking] = useState(false);
  return (
    <Card
      title={t.access.tabs.keys}
      actions={
        <Button kind="main" icon="access" onClick={() => setMaking(true)}>
          {t.access.createKey}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ tenant }) => (
          <>
            <KeyTable keys={tenant.keys.nodes} />
            <Pager name="after" pageInfo={tenant.keys.pageInfo} />
          </>
        )}
      </Loaded>
      {making && <KeyDialog onClose={() => setMaking(false)} />}
    </Card>
  );
}

function KeyTable({ keys }: { readonly keys: readonly Key[] }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow();
  const revoking = useSave(RevokeKey, ({ revokeKey }) => revokeKey);
  const columns: readonly Column<Key>[] = [
    {
      key: 'name',
      header: t.common.name,
      cell: ({ name, networks }) => (
        <>
          <strong>{name}</strong>
          {networks.length > 0 && <span className="cell-sub mono">{networks.join(', ')}</span>}
        </>
      ),
      sort: ({ name }) => name,
      csv: ({ name }) => name,
    },
    {
      key: 'scopes',
      header: t.access.scopesLabel,
      cell: ({ scopes }) => (
        <span className="row">
          {scopes.map((scope) => (
            <Badge key={scope} tone={scope === 'MANAGE' ? 'warning' : 'plain'}>
              {t.access.scopes[scope]}
            </Badge>
          ))}
        </span>
      ),
      csv: ({ scopes }) => scopes.join(' '),
    },
    {
      key: 'used',
      header: t.access.lastUsed,
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? t.access.never : <time title={formats.instant(lastUsedAt)}>{formats.ago(lastUsedAt, now)}</time>,
      sort: ({ lastUsedAt }) => lastUsedAt,
      csv: ({ lastUsedAt }) => lastUsedAt,
      wide: true,
    },
    {
      key: 'expires',
      header: t.access.expires,
      cell: ({ expiresAt }) => {
        if (expiresAt === null) return t.access.never;
        return Date.parse(expiresAt) < now ? <Badge tone="worse">{t.access.expired}</Badge> : formats.instant(expiresAt);
      },
      sort: ({ expiresAt }) => expiresAt,
      csv: ({ expiresAt }) => expiresAt,
      wide: true,
    },
    {
      key: 'actions',
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
  return (
    <Table
      name="keys"
      caption={t.access.secret}
      columns={columns}
      rows={keys}
      keyOf={({ id }) => id}
      empty={t.access.noKeys}
      csvName="keys"
    />
  );
}
