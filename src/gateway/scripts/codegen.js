import { readFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import { buildSchema, isEnumType, parse } from 'graphql';

const root = new URL('../', import.meta.url);

/** Where the generated types are kept. */
export const target = new URL('src/schema/types.ts', root);

const scope = '../scopes/scope.js#ScopeRef';
const page = '../scopes/page.js#Page';
const protocol = '../node/protocol.js';
const management = '../node/management.js';

/** Enum values inside the gateway are the node's words, presets excepted (src/schema/enums.ts says the same at run time). */
function enumValues(/** @type {string} */ sdl) {
  const enums = Object.values(buildSchema(sdl).getTypeMap()).filter(
    (type) => isEnumType(type) && !type.name.startsWith('__') && type.name !== 'PeriodPreset',
  );
  return Object.fromEntries(
    enums.map((type) => [
      type.name,
      Object.fromEntries((isEnumType(type) ? type.getValues() : []).map((value) => [value.name, wordOf(value.name)])),
    ]),
  );
}

function wordOf(/** @type {string} */ name) {
  return name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/** Connections and what they are lists of. */
const lists = Object.fromEntries(
  [
    'AgentNow',
    'Alert',
    'AlertRule',
    'Annotation',
    'ApiKey',
    'Audit',
    'ClosedMonth',
    'Dispute',
    'Evidence',
    'Job',
    'Report',
    'ReportDelivery',
    'Target',
    'User',
    'Widget',
  ].map((name) => [`${name}Connection`, `../lists/pages.js#${name}Page`]),
);

/** Types that are what the node gives. */
const managed = Object.fromEntries(
  Object.entries({
    AgentNow: 'NodeAgentNow',
    Alert: 'NodeAlert',
    AlertRule: 'NodeAlertRule',
    Annotation: 'NodeAnnotation',
    ApiKey: 'NodeKey',
    AuditEntry: 'NodeAuditEntry',
    ClosedMonth: 'NodeMonth',
    Dispute: 'NodeDispute',
    Evidence: 'NodeEvidence',
    Job: 'NodeJob',
    Limits: 'NodeLimits',
    Report: 'NodeReport',
    ReportDelivery: 'NodeDelivery',
    User: 'NodeUser',
    Widget: 'NodeWidgetEntry',
  }).map(([type, name]) => [type, `${management}#${name}`]),
);

/** The same of settings. */
const settings = Object.fromEntries(
  Object.entries({
    Settings: 'NodeSettings',
    SettingsChange: 'NodeSettingsEntry',
    ServiceLevelSettings: 'NodeServiceLevel',
    BusinessHours: 'NodeBusinessHours',
    SlaPolicy: 'NodeSlaPolicy',
    HealthSettings: 'NodeHealth',
    HealthWeights: 'NodeHealthWeights',
    AppraisalSettings: 'NodeAppraisal',
    AppraisalScheme: 'NodeAppraisalScheme',
    AppraisalPart: 'NodeAppraisalPart',
    OidcSettings: 'NodeOidc',
    OidcIssuer: 'NodeOidcIssuer',
    OidcClaims: 'NodeOidcClaims',
  }).map(([type, name]) => [type, `../node/settings.js#${name}`]),
);

/** The resolver types that belong to schema.graphql, as text. */
export async function generate() {
  const sdl = readFileSync(new URL('schema.graphql', root), 'utf8');
  const text = await codegen({
    filename: target.pathname,
    documents: [],
    schema: parse(sdl),
    plugins: [{ typescript: { enumValues: enumValues(sdl) } }, { resolvers: {} }],
    pluginMap: { typescript, resolvers },
    config: {
      useTypeImports: true,
      enumsAsTypes: true,
      strictScalars: true,
      immutableTypes: true,
      scalars: { Date: 'string', DateTime: 'string', Long: 'number', ID: 'string' },
      contextType: '../session.js#Context',
      skipTypename: true,
      maybeValue: 'T | null | undefined',
      avoidOptionals: { field: true },
      mappers: {
        Node: '../ids/node-ref.js#NodeRef',
        Scope: scope,
        Tenant: scope,
        Team: scope,
        Agent: scope,
        Customer: scope,
        TeamConnection: page,
        AgentConnection: page,
        CustomerConnection: page,
        TeamEdge: scope,
        AgentEdge: scope,
        CustomerEdge: scope,
        PageInfo: '../lists/list.js#ConnectionInfo',
        ...lists,
        Scorecard: '../scorecards/scorecard.js#ScorecardRef',
        KpiValue: '../scorecards/value.js#KpiValueRef',
        ...managed,
        ...settings,
        UpdateSettingsPayload: '../settings/changes.js#SettingsDone',
        SendReportPayload: '../reports/changes.js#Sent',
        UserError: '../changes/change.js#UserProblem',
        Now: '../now/now.js#NowRef',
        Drivers: '../evidence/read.js#DriversRef',
        Driver: '../evidence/read.js#DriverRef',
        Viewer: `${protocol}#NodeCaller`,
        WidgetGrant: '../people/viewer.js#Grant',
        Target: `${protocol}#NodeTarget`,
        TargetStatus: `${protocol}#NodeTargetStatus`,
        Benchmark: `${protocol}#NodeBenchmark`,
        PeerBenchmark: `${protocol}#NodePeers`,
        Part: `${protocol}#NodePart`,
        Series: '../scorecards/value.js#SeriesRef',
        BreakdownItem: '../scorecards/value.js#BreakdownRef',
        RankingEntry: '../scorecards/value.js#RankedRef',
        CohortRow: `${protocol}#NodeCohortRow`,
        Kpi: '../kpis/kpi.js#KpiRef',
      },
    },
  });
  return `// Generated from schema.graphql by "npm run generate". Do not edit.\n\n${text.trimEnd()}\n`;
}
