// The settings of a tenant (docs/contracts/definitions.md), as the node takes and gives them.

import type { HealthWeights, Onlooker, Priority, Role, ServiceLevelMode, SlaClock, Weekday } from '../schema/types.js';

/** Seconds by channel; null takes the channel out. */
export type NodeSeconds = Readonly<Record<string, number | null>>;

export interface NodeServiceLevel {
  readonly mode?: ServiceLevelMode | null;
  readonly thresholds?: NodeSeconds | null;
  readonly shortAbandon?: NodeSeconds | null;
}

export interface NodeBusinessHours {
  readonly hours?: Readonly<Partial<Record<Weekday, readonly (readonly [string, string])[] | null>>> | null;
  readonly holidays?: readonly string[] | null | undefined;
}

export interface NodeSlaPolicy {
  readonly priority?: readonly Priority[] | null;
  readonly channel?: readonly string[] | null;
  readonly firstResponse?: number | null | undefined;
  readonly nextResponse?: number | null | undefined;
  readonly resolution?: number | null | undefined;
  readonly clock?: SlaClock | null | undefined;
  readonly pauseOnCustomer?: boolean | null | undefined;
}

export type NodeHealthWeights = Partial<HealthWeights>;

export interface NodeHealth {
  readonly weights?: NodeHealthWeights | null;
}

export interface NodeAppraisal {
  readonly schemes?: readonly NodeAppraisalScheme[] | null;
}

export interface NodeAppraisalScheme {
  readonly name: string;
  readonly teams?: readonly string[] | null;
  readonly parts: readonly NodeAppraisalPart[];
}

export interface NodeAppraisalPart {
  readonly kpi: string;
  readonly weight: number;
  readonly target?: number | null;
  readonly minCount?: number | null;
}

export interface NodeOidc {
  readonly issuers?: readonly NodeOidcIssuer[] | null;
}

export interface NodeOidcIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId?: string | null | undefined;
  /** `***`: the one that is kept. */
  readonly clientSecret?: string | null | undefined;
  readonly algorithms?: readonly string[] | null | undefined;
  readonly claims?: NodeOidcClaims | null | undefined;
  /** By the value of the claim. */
  readonly roles?: Readonly<Record<string, Role>> | null;
}

export interface NodeOidcClaims {
  readonly role?: string | null | undefined;
  readonly teams?: string | null | undefined;
  readonly agent?: string | null | undefined;
}

/** What is given of the settings; null: the default. There are keys beside these. */
export interface NodeSettingsPatch {
  readonly serviceLevel?: NodeServiceLevel | null;
  readonly repeatWindowDays?: number | null;
  readonly businessHours?: NodeBusinessHours | null;
  readonly slaPolicies?: readonly NodeSlaPolicy[] | null;
  readonly tagDimensions?: readonly string[] | null;
  readonly retentionDays?: number | null;
  readonly weekStart?: Weekday | null;
  readonly fiscalYearStart?: number | null;
  readonly discountRate?: number | null;
  readonly peerBenchmarks?: boolean | null;
  readonly visibility?: { readonly agents?: readonly Onlooker[] | null } | null;
  readonly health?: NodeHealth | null;
  readonly appraisal?: NodeAppraisal | null;
  readonly oidc?: NodeOidc | null;
}

export interface NodeSettingsEntry {
  /** An instant, or `beginning`. */
  readonly validFrom: string;
  readonly settings: NodeSettingsPatch;
}

/** What holds now, defaults included. */
export type NodeEffectiveSettings = Omit<
  NodeSettingsPatch,
  'repeatWindowDays' | 'weekStart' | 'fiscalYearStart' | 'discountRate' | 'peerBenchmarks'
> & {
  readonly repeatWindowDays: number;
  readonly weekStart: Weekday;
  readonly fiscalYearStart: number;
  readonly discountRate: number;
  readonly peerBenchmarks: boolean;
};

export interface NodeSettings {
  readonly effective: NodeEffectiveSettings;
  readonly history: readonly NodeSettingsEntry[];
  /** Of the rebuild that a change started. */
  readonly job: string | null;
}
