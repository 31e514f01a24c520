import { EnvelopArmor } from '@escape.tech/graphql-armor';
import { NoSchemaIntrospectionCustomRule, type ValidationContext } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { failure } from '../node/problems.js';
import type { Config } from './config.js';

/** One for each field. */
export const costs = { objectCost: 1, scalarCost: 1, depthCostFactor: 1, flattenFragments: true } as const;

/**
 * Refuses a query by its text, before anything is executed. The cost is about the number of fields that the answer can have: one for each
 * field, times the `first` of the lists around it.
 */
export function limitPlugins({ limits, introspection }: Pick<Config, 'limits' | 'introspection'>): object[] {
  const bounded = (
    what: string,
    mend: string,
  ): { propagateOnRejection: false; onReject: ((context: ValidationContext | null) => void)[] } => ({
    propagateOnRejection: false,
    onReject: [
      (context) => {
        const error = failure('TOO_COSTLY', `The query is too large: ${what}. ${mend}`);
        if (!context) throw error;
        context.reportError(error);
      },
    ],
  });
  const armor = new EnvelopArmor({
    // Suggestions would tell the names that introspection does not.
    blockFieldSuggestion: { enabled: !introspection },
    maxDepth: { n: limits.depth, flattenFragments: true, ...bounded(`it is nested more than ${limits.depth} deep`, 'Ask in steps.') },
    costLimit: {
      ...costs,
      maxCost: limits.cost,
      ...bounded(`it costs more than ${limits.cost}, about one for each field of the answer`, 'Take smaller pages or fewer fields.'),
    },
    maxAliases: { n: limits.aliases, ...bounded(`it has more than ${limits.aliases} aliases`, 'Split it, or list the KPIs in "kpis".') },
    maxDirectives: { n: limits.directives, ...bounded(`it has more than ${limits.directives} directives`, 'Split it.') },
    maxTokens: { n: limits.tokens, ...bounded(`it has more than ${limits.tokens} words and signs`, 'Split it, or use fragments.') },
  });
  return [...armor.protect().plugins, ...(introspection ? [] : [withoutIntrospection])];
}

const withoutIntrospection: Plugin = {
  onValidate({ addValidationRule }) {
    addValidationRule(NoSchemaIntrospectionCustomRule);
  },
};
