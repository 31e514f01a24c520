import { readList } from '../lists/list.js';
import type { NodeMonth } from '../node/management.js';
import type { TenantResolvers } from '../schema/types.js';
import type { Context } from '../session.js';

export const monthFields: Required<Pick<TenantResolvers<Context>, 'months'>> = {
  months: (_, args, { session }) => readList<NodeMonth>(session, { path: '/v1/months' }, args, ({ month }) => month),
};
