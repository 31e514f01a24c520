import { readJob } from '../jobs/jobs.js';
import type { NodeSettings, NodeSettingsPatch, NodeSeconds } from '../node/settings.js';
import type {
  BusinessHoursResolvers,
  ChannelSeconds,
  Onlooker,
  ServiceLevelSettingsResolvers,
  SettingsChangeResolvers,
  SettingsResolvers,
  SlaPolicyResolvers,
  TenantResolvers,
} from '../schema/types.js';
import type { Context } from '../session.js';
import { weekdays } from './weekdays.js';

const everybody: readonly Onlooker[] = ['admin', 'lead', 'self'];

export const settingsFields: Required<Pick<TenantResolvers<Context>, 'settings'>> = {
  settings: (_, __, { session }) => session.node.get<NodeSettings>('/v1/settings'),
};

const given = <K extends keyof NodeSettingsPatch>(
  { settings }: { readonly settings: NodeSettingsPatch },
  key: K,
): NodeSettingsPatch[K] | null => settings[key] ?? null;

const secondsOf = (limits: NodeSeconds | null | undefined): readonly ChannelSeconds[] =>
  Object.entries(limits ?? {}).map(([channel, seconds]) => ({ channel, seconds }));

export const settingsTypes: {
  readonly Settings: SettingsResolvers<Context>;
  readonly SettingsChange: SettingsChangeResolvers<Context>;
  readonly ServiceLevelSettings: ServiceLevelSettingsResolvers<Context>;
  readonly BusinessHours: BusinessHoursResolvers<Context>;
  readonly SlaPolicy: SlaPolicyResolvers<Context>;
} = {
  Settings: {
    serviceLevel: ({ effective }) => effective.serviceLevel ?? {},
    repeatWindowDays: ({ effective }) => effective.repeatWindowDays,
    businessHours: ({ effective }) => effective.businessHours ?? null,
    slaPolicies: ({ effective }) => effective.slaPolicies ?? [],
    tagDimensions: ({ effective }) => effective.tagDimensions ?? [],
    retentionDays: ({ effective }) => effective.retentionDays ?? null,
    weekStart: ({ effective }) => effective.weekStart,
    fiscalYearStart: ({ effective }) => effective.fiscalYearStart,
    discountRate: ({ effective }) => effective.discountRate,
    peerBenchmarks: ({ effective }) => effective.peerBenchmarks,
    visibility: ({ effective }) => effective.visibility?.agents ?? everybody,
    job: ({ job }, _, { session }) => (job === null ? null : readJob(session, job)),
  },
  SettingsChange: {
    validFrom: ({ validFrom }) => (validFrom === 'beginning' ? null : validFrom),
    given: ({ settings }) => Object.keys(settings),
    serviceLevel: (entry) => given(entry, 'serviceLevel'),
    repeatWindowDays: (entry) => given(entry, 'repeatWindowDays'),
    businessHours: (entry) => given(entry, 'businessHours'),
    slaPolicies: (entry) => given(entry, 'slaPolicies'),
    tagDimensions: (entry) => given(entry, 'tagDimensions'),
    retentionDays: (entry) => given(entry, 'retentionDays'),
    weekStart: (entry) => given(entry, 'weekStart'),
    fiscalYearStart: (entry) => given(entry, 'fiscalYearStart'),
    discountRate: (entry) => given(entry, 'discountRate'),
    peerBenchmarks: (entry) => given(entry, 'peerBenchmarks'),
    visibility: ({ settings }) => settings.visibility?.agents ?? null,
  },
  ServiceLevelSettings: {
    thresholds: ({ thresholds }) => secondsOf(thresholds),
    shortAbandon: ({ shortAbandon }) => secondsOf(shortAbandon),
  },
  BusinessHours: {
    days: ({ hours }) =>
      weekdays.flatMap((weekday) => {
        const windows = hours?.[weekday];
        return windows ? [{ weekday, windows: windows.map(([from, to]) => ({ from, to })) }] : [];
      }),
    holidays: ({ holidays }) => holidays ?? [],
  },
  SlaPolicy: {
    priorities: ({ priority }) => priority ?? [],
    channels: ({ channel }) => channel ?? [],
    clock: ({ clock }) => clock ?? 'calendar',
    pauseOnCustomer: ({ pauseOnCustomer }) => pauseOnCustomer ?? false,
  },
};
