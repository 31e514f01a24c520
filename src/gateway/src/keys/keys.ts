import { readList } from '../lists/list.js';
import type { NodeKey } from '../node/management.js';
import type { ApiKeyResolvers, TenantResolvers } from '../schema/types.js';
import type { Context } from '../session.js';

export const keyList = { path: '/v1/keys' };

export const keyFields: Required<Pick<TenantResolvers<Context>, 'keys'>> = {
  keys: (_, args, { session }) => readList<NodeKey>(session, keyList, args, ({ id }) => id),
};

export const keyTypes: { readonly ApiKey: ApiKeyResolvers<Context> } = {
  ApiKey: { id: ({ id }, _, { session }) => session.ids.of('key', id) },
};
