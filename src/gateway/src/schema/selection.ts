import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';

/** The fields selected right beneath `parents`, through fragments, without what @skip and @include leave out. */
export function* fieldsUnder(parents: readonly FieldNode[], info: GraphQLResolveInfo): Generator<FieldNode> {
  for (const parent of parents) {
    if (parent.selectionSet) yield* fieldsOf(parent.selectionSet, info, new Set());
  }
}

/** Each fragment once, as in execution: fragments within fragments could otherwise double at every step. */
function* fieldsOf(set: SelectionSetNode, info: GraphQLResolveInfo, visited: Set<string>): Generator<FieldNode> {
  for (const selection of set.selections) {
    if (getDirectiveValues(GraphQLSkipDirective, selection, info.variableValues)?.['if'] === true) continue;
    if (getDirectiveValues(GraphQLIncludeDirective, selection, info.variableValues)?.['if'] === false) continue;
    if (selection.kind === Kind.FIELD) yield selection;
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* fieldsOf(selection.selectionSet, info, visited);
    else if (!visited.has(selection.name.value)) {
      visited.add(selection.name.value);
      const fragment = info.fragments[selection.name.value];
      if (fragment) yield* fieldsOf(fragment.selectionSet, info, visited);
    }
  }
}

/** Whether the field being resolved has the field at `path` selected beneath it. */
export function selects(info: GraphQLResolveInfo, ...path: readonly string[]): boolean {
  let level: readonly FieldNode[] = info.fieldNodes;
  for (const name of path) {
    level = [...fieldsUnder(level, info)].filter((field) => field.name.value === name);
  }
  return level.length > 0;
}

/** A text argument of a selected field, read from the query or its variables. */
export function textArgument(field: FieldNode, name: string, info: GraphQLResolveInfo): string | null {
  const argument = field.arguments?.find((candidate) => candidate.name.value === name);
  if (!argument) return null;
  const value: unknown = valueFromASTUntyped(argument.value, info.variableValues);
  return typeof value === 'string' ? value : null;
}

/** The place of a field in the answer. */
export function pathToArray(path: GraphQLResolveInfo['path']): readonly (string | number)[] {
  return [...(path.prev ? pathToArray(path.prev) : []), path.key];
}
