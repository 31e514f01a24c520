import { readList } from '../lists/list.js';
import type { NodeJob, NodeQuality } from '../node/management.js';
import { isNotFound } from '../node/problems.js';
import type { JobResolvers, TenantResolvers } from '../schema/types.js';
import type { Context, Session } from '../session.js';

/** null: there is none with this id of the node. */
export async function readJob(session: Session, id: string): Promise<NodeJob | null> {
  try {
    return await session.node.get<NodeJob>(`/v1/jobs/${encodeURIComponent(id)}`);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

export const jobFields: Required<Pick<TenantResolvers<Context>, 'importJobs' | 'job' | 'dataQuality'>> = {
  importJobs: (_, args, { session }) => readList<NodeJob>(session, { path: '/v1/jobs', query: { kind: 'import' } }, args, ({ id }) => id),
  job: async (_, { id }, { session }) => {
    const job = await session.ids.openOf('job', id);
    return job === null ? null : readJob(session, job);
  },
  dataQuality: (_, __, { session }) => session.node.get<NodeQuality>('/v1/quality'),
};

export const jobTypes: { readonly Job: JobResolvers<Context> } = {
  Job: { id: ({ id }, _, { session }) => session.ids.of('job', id) },
};
