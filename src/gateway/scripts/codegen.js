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

/** Enum values inside the gateway are the node's: the SDL's in lower case, presets excepted. */
function enumValues(/** @type {string} */ sdl) {
  const enums = Object.values(buildSchema(sdl).getTypeMap()).filter(
    (type) => isEnumType(type) && !type.name.startsWith('__') && type.name !== 'PeriodPreset',
  );
  return Object.fromEntries(
    enums.map((type) => [
      type.name,
      Object.fromEntries((isEnumType(type) ? type.getValues() : []).map((value) => [value.name, value.name.toLowerCase()])),
    ]),
  );
}

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
        PageInfo: page,
        Scorecard: '../scorecards/scorecard.js#ScorecardRef',
        KpiValue: `${protocol}#NodeKpiValue`,
        Series: `${protocol}#NodeSeries`,
        BreakdownItem: `${protocol}#NodeBreakdownItem`,
        RankingEntry: `${protocol}#NodeRankingEntry`,
        CohortRow: `${protocol}#NodeCohortRow`,
        Kpi: '../kpis/kpi.js#KpiRef',
      },
    },
  });
  return `// Generated from schema.graphql by "npm run generate". Do not edit.\n\n${text.trimEnd()}\n`;
}
