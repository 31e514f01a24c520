import { readList } from '../lists/list.js';
import type { NodeAnnotation } from '../node/management.js';
import type { AnnotationResolvers, TenantResolvers } from '../schema/types.js';
import { scopeAt } from '../scopes/scope.js';
import type { Context } from '../session.js';

export const annotationList = { path: '/v1/annotations' };

export const annotationFields: Required<Pick<TenantResolvers<Context>, 'annotations'>> = {
  annotations: (_, { from, to, ...args }, { session }) =>
    readList<NodeAnnotation>(session, { ...annotationList, query: { from, to } }, args, ({ id }) => id),
};

export const annotationTypes: { readonly Annotation: AnnotationResolvers<Context> } = {
  Annotation: {
    id: ({ id }, _, { session }) => session.ids.of('annotation', id),
    scope: ({ level, key }) => (level == null ? null : scopeAt(level, key)),
  },
};
