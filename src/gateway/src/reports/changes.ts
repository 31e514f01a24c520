import { change, idOf, type Errors } from '../changes/change.js';
import { itemOf } from '../lists/list.js';
import type { NodeDelivery, NodeReport } from '../node/management.js';
import type { MutationResolvers, SendReportPayloadResolvers } from '../schema/types.js';
import type { Context } from '../session.js';
import { deliveriesOf } from './reports.js';

/** The node's ids. */
export interface Sent extends Errors {
  readonly report: string | null;
  readonly delivery: string | null;
}

const nothingSent = { report: null, delivery: null };

export const reportChanges: Required<Pick<MutationResolvers<Context>, 'createReport' | 'updateReport' | 'removeReport' | 'sendReport'>> = {
  createReport: (_, { input }, { session }) =>
    change(session, { report: null }, async () => ({ report: await session.node.change<NodeReport>('POST', '/v1/reports', input) })),
  updateReport: (_, { input: { id, ...given } }, { session }) =>
    change(session, { report: null }, async () => {
      const report = await idOf(session, 'report', id, 'id');
      return { report: await session.node.change<NodeReport>('PATCH', `/v1/reports/${report}`, given) };
    }),
  removeReport: (_, { id }, { session }) =>
    change(session, { removed: false }, async () => {
      await session.node.change('DELETE', `/v1/reports/${await idOf(session, 'report', id)}`);
      return { removed: true };
    }),
  sendReport: (_, { id }, { session }) =>
    change(session, nothingSent, async () => {
      const report = await idOf(session, 'report', id);
      return { report, ...(await session.node.change<{ readonly delivery: string }>('POST', `/v1/reports/${report}/send`)) };
    }),
};

export const reportPayload: { readonly SendReportPayload: SendReportPayloadResolvers<Context> } = {
  SendReportPayload: {
    delivery: ({ report, delivery }, _, { session }) =>
      report === null || delivery === null ? null : itemOf<NodeDelivery>(session, deliveriesOf(report), delivery),
  },
};
