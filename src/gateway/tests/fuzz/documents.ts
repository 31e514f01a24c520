import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { stumbles } from './mutations.js';
import type { Rng } from './rng.js';

export interface Ask {
  query: string;
  variables: Record<string, unknown>;
  operationName?: unknown;
  documentId?: unknown;
  extensions?: unknown;
}

const keys = [
  'billing',
  'a-000',
  'c-1',
  'csat',
  'kpi_000',
  'utilization',
  'voice',
  'demo',
  'ann@example.com',
  'https://crm.example.com',
  'Asia/Singapore',
  'csat + 1',
  '{"a":1}',
];
const days = ['2026-03-01', '2026-03-31', '2026-02-28', '2026-02-30', '1900-01-01', '0000-00-00', '9999-12-31', ''];
const instants = [
  '2026-03-31T17:22:00+08:00',
  '2026-03-31T17:22:60Z',
  '2026-03-31',
  '9999-12-31T23:59:59.999999999Z',
  '2026-03-31T24:00:00Z',
];
const numbers = [0, 1, 2, 5, 10, 50, 100, 101, 1_000, 1_001, -1, 2_147_483_647, 2_147_483_648, 2 ** 53, 2 ** 53 + 2, 0.5, 1e21, 1e308, -0];

/** Operations by the gateway's own schema, mostly right; each thing can be wrong, few are at once. */
export class Documents {
  /** Ids and cursors that answers gave. */
  readonly tokens: string[] = [''];

  constructor(private readonly schema: GraphQLSchema) {}

  make(rng: Rng): Ask {
    const kind = rng.below(12);
    const [word, root] =
      kind < 9
        ? ['query', this.schema.getQueryType()]
        : kind < 11
          ? ['mutation', this.schema.getMutationType()]
          : ['subscription', this.schema.getSubscriptionType()];
    const operation = new Operation(this, rng);
    const fields = operation.selection(root as GraphQLObjectType, 2 + rng.below(rng.once(10) ? 14 : 5));
    const declared = operation.declared.length > 0 ? `(${operation.declared.join(', ')})` : '';
    const name = rng.once(3) ? ` Op${rng.below(3)}` : '';
    return {
      query: `${word === 'query' && declared === '' && rng.once(2) ? '' : `${word}${name}${declared}`} ${fields} ${operation.fragments.join(' ')}`,
      variables: operation.variables,
      ...(rng.once(12) && { operationName: rng.of<unknown>(['Op0', 'Op1', '', null, 7, {}, '__proto__']) }),
      ...(rng.once(40) && {
        extensions: rng.of<unknown>([
          {},
          null,
          'x',
          { persistedQuery: null },
          { persistedQuery: { version: 1, sha256Hash: 'abc' } },
          { persistedQuery: { sha256Hash: ['a'] } },
        ]),
      }),
      ...(rng.once(60) && { documentId: rng.of<unknown>(['sha256:abc', '', null, 5, ['a'], '__proto__', 'constructor']) }),
    };
  }

  token(rng: Rng): string {
    const token = rng.of(this.tokens);
    if (!rng.once(3)) return token;
    const at = rng.below(token.length + 1);
    return rng.of([
      token.slice(0, at),
      `${token}=`,
      `${token.slice(0, at)}${rng.of(stumbles)}${token.slice(at)}`,
      token.toLowerCase(),
      `${token}${token}`,
      Buffer.from(stumbles.join('')).toString('base64url'),
    ]);
  }
}

class Operation {
  readonly declared: string[] = [];
  readonly variables: Record<string, unknown> = {};
  readonly fragments: string[] = [];
  #left = 60;

  constructor(
    private readonly documents: Documents,
    private readonly rng: Rng,
  ) {}

  selection(type: GraphQLObjectType | GraphQLOutputType, depth: number): string {
    const { rng } = this;
    const named = getNamedType(type) as GraphQLOutputType;
    if (isAbstractType(named)) {
      const possible = this.#schema.getPossibleTypes(named);
      const of = rng.of(possible);
      return `{ __typename ... on ${rng.once(15) ? rng.of(['Nothing', 'Query', 'Period']) : of.name} ${this.selection(of, depth)} }`;
    }
    if (!isObjectType(named)) return '';
    const fields = Object.values(named.getFields());
    const parts: string[] = rng.once(3) ? ['__typename'] : [];
    for (let count = 1 + rng.small(4); count > 0; count -= 1) {
      const leaves = fields.filter(({ type: of }) => !this.#isComposite(of));
      const field = rng.of(depth > 0 && (leaves.length === 0 || rng.once(2)) ? fields : leaves.length > 0 ? leaves : fields);
      if (this.#isComposite(field.type) && (depth <= 0 || this.#left <= 0)) continue;
      this.#left -= 1;
      const alias = rng.once(5) ? `${rng.of(['a', 'b', 'c', '__proto__', 'constructor'])}: ` : '';
      const args = field.args.filter((argument) => isRequiredArgument(argument) !== rng.once(argument.name === 'first' ? 2 : 4));
      const given = args.length > 0 ? `(${args.map((argument) => `${argument.name}: ${this.#argument(argument)}`).join(', ')})` : '';
      const directive = rng.once(30)
        ? rng.of([' @skip(if: false)', ' @include(if: true)', ' @include(if: $none)', ' @nothing', ' @skip'])
        : '';
      parts.push(
        `${alias}${rng.once(80) ? 'nothing' : field.name}${given}${directive} ${this.#isComposite(field.type) ? this.selection(field.type, depth - 1) : ''}`,
      );
    }
    if (parts.length === 0) parts.push('__typename');
    if (!rng.once(15)) return `{ ${parts.join(' ')} }`;
    const name = `F${this.fragments.length}`;
    // Now and then one that names itself.
    this.fragments.push(`fragment ${name} on ${named.name} { ${parts.join(' ')} ${rng.once(10) ? `...${name}` : ''} }`);
    return `{ ...${name} }`;
  }

  get #schema(): GraphQLSchema {
    return this.documents['schema'];
  }

  #isComposite(type: GraphQLOutputType): boolean {
    const named = getNamedType(type);
    return isObjectType(named) || isAbstractType(named);
  }

  #argument(argument: GraphQLArgument): string {
    const { rng } = this;
    const value = this.#value(argument.type, argument.name, 4);
    if (rng.once(2)) return literal(value, argument.type);
    const name = `v${this.declared.length}`;
    this.declared.push(`$${name}: ${rng.once(40) ? rng.of(['String', 'Int!', 'Nothing', '[ID]']) : argument.type.toString()}`);
    if (!rng.once(40)) this.variables[name] = value;
    return `$${name}`;
  }

  #value(type: GraphQLInputType, name: string, depth: number): unknown {
    const { rng } = this;
    if (rng.once(40)) return rng.of<unknown>([null, '', 0, true, [], {}, [null], { a: 1 }, 'x'.repeat(5_000), rng.of(stumbles)]);
    const of = getNullableType(type) as GraphQLInputType;
    if (!isNonNullType(type) && rng.once(10)) return null;
    if (isListType(of))
      return Array.from({ length: rng.once(40) ? 300 : rng.small(4) }, () => this.#value(of.ofType as GraphQLInputType, name, depth - 1));
    if (isEnumType(of)) return rng.of(of.getValues()).name;
    if (isInputObjectType(of)) return this.#object(Object.values(of.getFields()), of.isOneOf, depth);
    switch (getNamedType(of).name) {
      case 'Int':
      case 'Long':
      case 'Float':
        return rng.once(2) ? 1 + rng.below(20) : rng.of(numbers);
      case 'Boolean':
        return rng.once(2);
      case 'ID':
        return this.documents.token(rng);
      case 'Date':
        return rng.of(days);
      case 'DateTime':
        return rng.of(instants);
      default:
        return ['after', 'before', 'cursor'].includes(name) ? this.documents.token(rng) : rng.once(8) ? rng.of(stumbles) : rng.of(keys);
    }
  }

  #object(fields: readonly GraphQLInputField[], isOneOf: boolean, depth: number): Record<string, unknown> {
    const { rng } = this;
    const chosen =
      isOneOf && !rng.once(10)
        ? [rng.of(fields)]
        : fields.filter((field) => isRequiredInputField(field) !== rng.once(depth > 0 ? 4 : 1_000));
    return Object.fromEntries([
      ...chosen
        .filter((field) => depth > -4 || isRequiredInputField(field))
        .map((field) => [field.name, this.#value(field.type, field.name, depth - 1)]),
      ...(rng.once(60) ? [[rng.of(['nothing', '__proto__', '']), 1]] : []),
    ]) as Record<string, unknown>;
  }
}

/** A value in the text of a query; enums are words without quotes. */
function literal(value: unknown, type: GraphQLInputType): string {
  const of = getNullableType(type) as GraphQLInputType;
  if (value === null || value === undefined) return 'null';
  if (isListType(of) && Array.isArray(value)) return `[${value.map((item) => literal(item, of.ofType as GraphQLInputType)).join(', ')}]`;
  if (isEnumType(of) && typeof value === 'string') return value;
  if (typeof value === 'object' && !Array.isArray(value)) {
    const fields = isInputObjectType(of) ? of.getFields() : {};
    return `{${Object.entries(value)
      .map(([name, item]) => `${name}: ${fields[name] ? literal(item, fields[name].type) : JSON.stringify(item)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
}
