import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const day = /^(\d{4})-(\d{2})-(\d{2})$/;
const instant = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-](\d{2}):(\d{2}))$/;
const largest = 2 ** 53;

function isDay(text: string): boolean {
  const parts = day.exec(text);
  if (!parts) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function isInstant(text: string): boolean {
  const parts = instant.exec(text);
  if (!parts?.[1] || !isDay(parts[1])) return false;
  return (
    Number(parts[2]) < 24 && Number(parts[3]) < 60 && Number(parts[4]) <= 60 && Number(parts[7] ?? 0) < 24 && Number(parts[8] ?? 0) < 60
  );
}

function isLong(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= largest;
}

function readDate(value: unknown, node?: ValueNode): string {
  if (typeof value === 'string' && isDay(value)) return value;
  throw refusal(`${show(value)} is not a day. Write it as year, month and day, such as "2026-03-31".`, node);
}

function readDateTime(value: unknown, node?: ValueNode): string {
  if (typeof value === 'string' && isInstant(value)) return value;
  throw refusal(`${show(value)} is not an instant. Write it as in RFC 3339 with an offset, such as "2026-03-31T17:22:00+08:00".`, node);
}

function readLong(value: unknown, node?: ValueNode): number {
  if (isLong(value)) return value;
  throw refusal(`${show(value)} is not a whole number between -2^53 and 2^53.`, node);
}

function refusal(message: string, node: ValueNode | undefined): GraphQLError {
  return new GraphQLError(message, { ...(node && { nodes: node }), extensions: { code: 'BAD_INPUT' } });
}

/** Wrong in what the node gave, not in what the caller gave: no message leaves the gateway. */
function given<T>(name: string, check: (value: unknown) => value is T): (value: unknown) => T {
  return (value) => {
    if (check(value)) return value;
    throw new Error(`The node gave what is no ${name}.`);
  };
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function literal(node: ValueNode): unknown {
  if (node.kind === Kind.STRING || node.kind === Kind.BOOLEAN || node.kind === Kind.ENUM) return node.value;
  return node.kind === Kind.INT || node.kind === Kind.FLOAT ? Number(node.value) : node.kind;
}

export const scalars = {
  Date: new GraphQLScalarType<string, string>({
    name: 'Date',
    description: "A day in the tenant's time zone, such as 2026-03-31.",
    serialize: given('Date', (value): value is string => typeof value === 'string' && isDay(value)),
    parseValue: (value) => readDate(value),
    parseLiteral: (node) => readDate(literal(node), node),
  }),
  DateTime: new GraphQLScalarType<string, string>({
    name: 'DateTime',
    description: 'An instant, RFC 3339 with offset.',
    serialize: given('DateTime', (value): value is string => typeof value === 'string' && isInstant(value)),
    parseValue: (value) => readDateTime(value),
    parseLiteral: (node) => readDateTime(literal(node), node),
  }),
  Long: new GraphQLScalarType<number, number>({
    name: 'Long',
    description: 'A whole number up to 2^53.',
    serialize: given('Long', isLong),
    parseValue: (value) => readLong(value),
    parseLiteral: (node) => readLong(node.kind === Kind.INT ? Number(node.value) : literal(node), node),
  }),
};
