import { readFileSync } from 'node:fs';
import { buildSchema, GraphQLObjectType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { generate, target } from '../scripts/codegen.js';
import { buildGatewaySchema, readSdl } from '../src/schema/schema.js';

describe('the schema', () => {
  it('has current generated types (npm run generate)', async () => {
    expect(readFileSync(target, 'utf8')).toBe(await generate());
  });

  it('keeps every name, type and argument of the contract that it serves', () => {
    const contract = buildSchema(readFileSync(new URL('../../../docs/contracts/schema.graphql', import.meta.url), 'utf8'));
    const served = buildSchema(readSdl());
    const differences: string[] = [];
    for (const type of Object.values(served.getTypeMap())) {
      const agreed = contract.getType(type.name);
      if (!agreed || type.name.startsWith('__')) continue;
      if (isInputObjectType(type) && isInputObjectType(agreed)) {
        expect(Object.keys(type.getFields())).toEqual(Object.keys(agreed.getFields()));
      }
      if (!(isObjectType(type) || isInterfaceType(type)) || !(isObjectType(agreed) || isInterfaceType(agreed))) continue;
      for (const [name, field] of Object.entries(type.getFields())) {
        const other = agreed.getFields()[name];
        const sign = (one: typeof field): string =>
          `${one.args.map((arg) => `${arg.name}: ${String(arg.type)} = ${String(arg.defaultValue)}`).join(', ')} → ${String(one.type)}`;
        if (other && sign(field) !== sign(other)) differences.push(`${type.name}.${name}: ${sign(field)} / ${sign(other)}`);
      }
    }
    expect(differences).toEqual([]);
  });

  it('leaves out only what has nothing behind it yet', () => {
    const contract = buildSchema(readFileSync(new URL('../../../docs/contracts/schema.graphql', import.meta.url), 'utf8'));
    const served = buildSchema(readSdl());
    const missing = Object.values(served.getTypeMap()).flatMap((type) => {
      const agreed = contract.getType(type.name);
      if (!isObjectType(type) || !isObjectType(agreed)) return [];
      return Object.keys(agreed.getFields())
        .filter((name) => !(name in type.getFields()))
        .map((name) => `${type.name}.${name}`);
    });
    expect(missing.sort()).toEqual([
      'Agent.targets',
      'Customer.targets',
      'KpiValue.benchmark',
      'KpiValue.closedAt',
      'KpiValue.revised',
      'KpiValue.target',
      'Subscription.alertRaised',
      'Team.targets',
      'Tenant.alerts',
      'Tenant.targets',
    ]);
  });

  it('describes every type', () => {
    const bare = Object.values(buildGatewaySchema().getTypeMap())
      .filter((type) => !type.name.startsWith('__') && !type.description && !['Query', 'Subscription'].includes(type.name))
      .map(({ name }) => name);
    expect(bare).toEqual([]);
    expect(buildGatewaySchema().getQueryType()).toBeInstanceOf(GraphQLObjectType);
  });
});
