import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { isCode, unavailable } from '../node/problems.js';
import type { Context } from '../session.js';
import type { Log } from './log.js';

/** An error that the gateway or GraphQL itself meant for the caller, and not one that only passed through. */
function isMeant(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError)) return false;
  return error.originalError == null || isMeant(error.originalError);
}

/** What was not foreseen is told in the log, as the place in the code and without its message, and not at all to the caller. */
export function maskWith(log: Log): (error: unknown) => GraphQLError {
  return (error) => {
    if (isMeant(error)) return error;
    const cause = error instanceof GraphQLError && error.originalError ? error.originalError : error;
    const stack = cause instanceof Error ? (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
    log.error('unexpected error', {
      name: cause instanceof Error ? cause.name : typeof cause,
      at: stack.slice(0, 8).map((line) => line.trim()),
    });
    const { message, extensions } = unavailable();
    if (!(error instanceof GraphQLError)) return new GraphQLError(message, { extensions });
    return new GraphQLError(message, { nodes: error.nodes ?? null, path: error.path ?? null, extensions });
  };
}

/** Every error has a code of the contract: what is wrong with a query's text, its variables or its HTTP is BAD_INPUT. */
export function withCodes(errors: readonly GraphQLError[]): readonly string[] {
  return errors.map((error) => {
    const { code } = error.extensions;
    if (isCode(code)) return code;
    error.extensions['code'] = 'BAD_INPUT';
    return 'BAD_INPUT';
  });
}

/** Adds to the errors of an operation, or of one item of a subscription, those of parts that were left out. */
export const omissionsPlugin: Plugin<Context> = {
  onExecute: ({ args }) => ({
    onExecuteDone: ({ result, setResult }) => {
      if (!(Symbol.asyncIterator in result)) setResult(withOmissions(result, args.contextValue));
    },
  }),
  onSubscribe: ({ args }) => ({
    onSubscribeResult: () => ({
      onNext: ({ result, setResult }) => {
        const whole = withOmissions(result, args.contextValue);
        withCodes(whole.errors ?? []);
        setResult(whole);
      },
    }),
  }),
};

function withOmissions(result: ExecutionResult, { session }: Context): ExecutionResult {
  if (session.omissions.length === 0) return result;
  return { ...result, errors: [...(result.errors ?? []), ...session.omissions] };
}
