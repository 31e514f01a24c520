import type { NodeCaller } from '../../src/node/protocol.js';

const at = '2026-03-31T17:22:00Z';
const key = (id: string, scopes: NodeCaller['scopes']): NodeCaller => ({
  tenant: 'demo',
  kind: 'key',
  id,
  name: `Key ${id}`,
  scopes,
  role: null,
  teams: null,
  agent: null,
  email: null,
  expiresAt: null,
  widget: null,
});

/** Who calls with which credential. */
export const callers: Readonly<Record<string, NodeCaller>> = {
  ck_demo: key('k-1', ['ingest', 'read', 'export', 'widget', 'manage']),
  ck_other: { ...key('k-1', ['ingest', 'read', 'export', 'widget', 'manage']), tenant: 'other' },
  ck_demo2: key('k-2', ['read']),
  ck_manage: key('k-3', ['manage']),
  ck_widget: key('k-4', ['widget']),
  cs_ann: {
    ...key('u-1', ['read']),
    kind: 'person',
    name: 'Ann',
    role: 'lead',
    teams: ['billing'],
    agent: 'a-000',
    email: 'ann@example.com',
    expiresAt: at,
  },
  cw_crm: {
    ...key('k-4', ['read']),
    kind: 'widget',
    widget: { level: 'customer', key: 'c-1', kpis: ['csat'], origin: 'https://crm.example.com' },
  },
};
