import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { validate, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../session.js';
import type { Config } from './config.js';
import type { Exchange } from './graphql.js';
import { costs } from './limits.js';

interface Measure {
  readonly requested: number;
  readonly depth: number;
}

const measured = new WeakMap<DocumentNode, Measure>();

/** By the rules that the limits go by; of several operations in a document the dearest. */
function measure(schema: GraphQLSchema, document: DocumentNode): Measure {
  const known = measured.get(document);
  if (known) return known;
  let [requested, depth] = [0, 0];
  const cost = costLimitRule({ ...costs, maxCost: Infinity, onAccept: [(_, { n }) => void (requested = Math.max(requested, n))] });
  const depths = maxDepthRule({ n: Infinity, flattenFragments: true, onAccept: [(_, { n }) => void (depth = Math.max(depth, n))] });
  validate(schema, document, [cost, depths]);
  measured.set(document, { requested, depth });
  return { requested, depth };
}

/** Tells in `extensions.cost` what an operation costs, to who asks with `carekpi-cost: 1`; in development to all but `carekpi-cost: 0`. */
export function costPlugin({ limits, development }: Pick<Config, 'limits' | 'development'>): Plugin<Context & Exchange> {
  const isAsked = ({ req }: Exchange): boolean => (req.headers['carekpi-cost'] ?? (development ? '1' : '0')) === '1';
  const withCost = <T extends ExecutionResult>(result: T, exchange: Exchange): T => {
    const { document, schema } = exchange.trace;
    if (!document || !schema || !isAsked(exchange)) return result;
    const { requested, depth } = measure(schema, document);
    return { ...result, extensions: { ...result.extensions, cost: { requested, maximum: limits.cost, depth } } };
  };
  return {
    onValidate: ({ params: { documentAST, schema }, context }) => {
      const { trace } = context as unknown as Exchange;
      trace.document = documentAST;
      trace.schema = schema;
    },
    onSubscribe: ({ args }) => ({
      onSubscribeResult: () => ({ onNext: ({ result, setResult }) => setResult(withCost(result, args.contextValue)) }),
    }),
    onResultProcess: ({ result, setResult, serverContext }) => {
      if (Symbol.asyncIterator in result || Array.isArray(result)) return;
      setResult(withCost(result as ExecutionResult, serverContext as unknown as Exchange));
    },
  };
}
