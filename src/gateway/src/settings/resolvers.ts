import { kpiAt } from '../kpis/kpi.js';
import { readJob } from '../jobs/jobs.js';
import type { NodeSeconds, NodeSettings, NodeSettingsPatch } from '../node/settings.js';
import type {
  AppraisalPartResolvers,
  AppraisalSchemeResolvers,
  AppraisalSettingsResolvers,
  BusinessHoursResolvers,
  ChannelSeconds,
  HealthSettingsResolvers,
  HealthWeights,
  OidcClaimsResolvers,
  OidcIssuerResolvers,
  OidcSettingsResolvers,
  Onlooker,
  ServiceLevelSettingsResolvers,
  SettingsChangeResolvers,
  SettingsResolvers,
  SlaPolicyResolvers,
  TenantResolvers,
} from '../schema/types.js';
import { scopeAt } from '../scopes/scope.js';
import type { Context } from '../session.js';
import { weekdays } from './weekdays.js';

const everybody: readonly Onlooker[] = ['admin', 'lead', 'self'];
const usualWeights: HealthWeights = { satisfaction: 30, effort: 10, sentiment: 15, openCases: 15, complaints: 20, recency: 10 };

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
  readonly HealthSettings: HealthSettingsResolvers<Context>;
  readonly AppraisalSettings: AppraisalSettingsResolvers<Context>;
  readonly AppraisalScheme: AppraisalSchemeResolvers<Context>;
  readonly AppraisalPart: AppraisalPartResolvers<Context>;
  readonly OidcSettings: OidcSettingsResolvers<Context>;
  readonly OidcIssuer: OidcIssuerResolvers<Context>;
  readonly OidcClaims: OidcClaimsResolvers<Context>;
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
    health: ({ effective }) => ({ weights: { ...usualWeights, ...effective.health?.weights } }),
    appraisal: ({ effective }) => effective.appraisal ?? {},
    oidc: ({ effective }) => effective.oidc ?? {},
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
    health: (entry) => given(entry, 'health'),
    appraisal: (entry) => given(entry, 'appraisal'),
    oidc: (entry) => given(entry, 'oidc'),
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
  HealthSettings: { weights: ({ weights }) => weights ?? {} },
  AppraisalSettings: { schemes: ({ schemes }) => schemes ?? [] },
  AppraisalScheme: { teams: ({ teams }) => teams?.map((key) => scopeAt('team', key)) ?? null },
  AppraisalPart: { kpi: ({ kpi }) => kpiAt(kpi), minCount: ({ minCount }) => minCount ?? 5 },
  OidcSettings: { issuers: ({ issuers }) => issuers ?? [] },
  OidcIssuer: {
    // Whatever the node says, a secret does not leave here.
    clientSecret: ({ clientSecret }) => (clientSecret == null ? null : '***'),
    algorithms: ({ algorithms }) => algorithms ?? ['RS256', 'ES256'],
    claims: ({ claims }) => claims ?? {},
    roles: ({ roles }) => Object.entries(roles ?? {}).map(([value, role]) => ({ value, role })),
  },
  OidcClaims: {
    role: ({ role }) => role ?? 'carekpi_role',
    teams: ({ teams }) => teams ?? 'carekpi_teams',
    agent: ({ agent }) => agent ?? 'carekpi_agent',
  },
};
