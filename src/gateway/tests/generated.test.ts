import { readFileSync } from 'node:fs';
import {
  buildSchema,
  extendSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  parse,
  printType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { additions, additionsFile, readContract } from '../scripts/additions.js';
import { generate, target } from '../scripts/codegen.js';
import { buildGatewaySchema, readSdl } from '../src/schema/schema.js';

const ofIt = (schema: GraphQLSchema): readonly GraphQLNamedType[] =>
  Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

/** Each type by its name, without descriptions. */
function typesOf(schema: GraphQLSchema): Readonly<Record<string, string>> {
  const plain = (type: GraphQLNamedType): string => printType(type).replace(/^\s*"""[^]*?"""\n/gm, '');
  return Object.fromEntries(ofIt(lexicographicSortSchema(schema)).map((type) => [type.name, plain(type)]));
}

describe('the schema', () => {
  it('has current generated types and additions (npm run generate)', async () => {
    expect(readFileSync(target, 'utf8')).toBe(await generate());
    expect(readFileSync(additionsFile, 'utf8')).toBe(additions());
  });

  it('is the contract and the additions: every field with its type, arguments and defaults, and nothing else', () => {
    const agreed = extendSchema(buildSchema(readContract()), parse(readFileSync(additionsFile, 'utf8')));
    expect(typesOf(buildSchema(readSdl()))).toEqual(typesOf(agreed));
  });

  it('describes every type and every field, and has nothing that is to go away', () => {
    const bare: string[] = [];
    for (const type of ofIt(buildGatewaySchema())) {
      if (!type.description) bare.push(type.name);
      const parts = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];
      for (const { name, description, deprecationReason } of parts) {
        if (!description || deprecationReason) bare.push(`${type.name}.${name}`);
      }
      if (isEnumType(type)) expect(type.getValues().filter(({ deprecationReason }) => deprecationReason)).toEqual([]);
    }
    expect(bare).toEqual([]);
  });
});
