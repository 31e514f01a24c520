import { change, type Errors } from '../changes/change.js';
import { refused } from '../node/problems.js';
import type { NodeSettings } from '../node/settings.js';
import { readJob } from '../jobs/jobs.js';
import type { MutationResolvers, UpdateSettingsPayloadResolvers } from '../schema/types.js';
import type { Context } from '../session.js';
import { patchOf } from './input.js';

export type SettingsDone = Errors & { readonly settings: NodeSettings | null };

export const settingsChanges: Required<Pick<MutationResolvers<Context>, 'updateSettings'>> = {
  updateSettings: (_, { input: { validFrom, fromBeginning, settings } }, { session }) =>
    change(session, { settings: null }, async () => {
      if (validFrom != null && fromBeginning) {
        throw refused('validFrom', '"validFrom" was given together with "fromBeginning". Give one of them, or neither for now.');
      }
      const from = fromBeginning ? 'beginning' : validFrom;
      const body = { ...(from != null && { validFrom: from }), settings: patchOf(settings) };
      return { settings: await session.node.change<NodeSettings>('PATCH', '/v1/settings', body) };
    }),
};

export const settingsPayload: { readonly UpdateSettingsPayload: UpdateSettingsPayloadResolvers<Context> } = {
  UpdateSettingsPayload: {
    job: ({ settings }, _, { session }) => (settings?.job == null ? null : readJob(session, settings.job)),
  },
};
