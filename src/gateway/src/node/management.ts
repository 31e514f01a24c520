// What the node's other calls (docs/contracts/management-api.md) take and give.

import type {
  AgentStatus,
  AlertConditionKind,
  DeliveryState,
  Direction,
  DisputeState,
  EvidenceKind,
  EvidencePart,
  JobState,
  KeyResultArea,
  KeyScope,
  Level,
  PeriodPreset,
  ReportPeriod,
  Role,
} from '../schema/types.js';
import type { Dates, NodeScope } from './protocol.js';

export interface NodeUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly teams?: readonly string[] | null;
  readonly agent?: string | null;
  readonly createdAt: string;
  readonly lastSeenAt?: string | null;
  readonly disabled: boolean;
}

export interface NodeInvitation {
  readonly user: NodeUser;
  readonly token: string;
  readonly expiresAt: string;
}

export interface NodeKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly createdAt: string;
  readonly expiresAt?: string | null;
  readonly lastUsedAt?: string | null;
  readonly networks: readonly string[];
  readonly levels?: readonly Level[] | null;
}

/** The only time that the secret is shown. */
export type NodeIssuedKey = Omit<NodeKey, 'lastUsedAt'> & { readonly key: string };

export interface NodeWidgetEntry {
  readonly id: string;
  readonly name: string;
  readonly origins: readonly string[];
  readonly levels: readonly Level[];
  readonly kpis?: readonly string[] | null;
}

export interface NodeLimits {
  readonly limits: {
    readonly requestsPerSecond: number;
    readonly requestsPerSecondPerKey: number;
    readonly ingestBytesPerSecond: number;
    readonly ingestBytesPerDay: number | null;
    readonly subscriptions: number;
  };
  readonly used: { readonly ingestBytesToday: number };
}

export interface NodeAuditEntry {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly actor: { readonly kind: string; readonly id: string | null; readonly name: string | null };
  readonly target: string | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly address: string | null;
}

export interface NodeNewKpi {
  readonly code: string;
  readonly name: string;
  readonly formula: string;
  readonly unit: string;
  readonly direction: Direction;
  readonly keyResultArea: KeyResultArea;
}

export interface NodeAlertRule {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly key?: string | null;
  readonly kpi: string;
  readonly condition: {
    readonly kind: AlertConditionKind;
    readonly above?: number | null;
    readonly below?: number | null;
    readonly percent?: number | null;
  };
  readonly period: PeriodPreset;
  readonly minCount: number;
  readonly coolDownHours: number;
  readonly enabled: boolean;
  readonly webhook?: { readonly url: string } | null;
}

export interface NodeAlert {
  readonly id: string;
  /** Id of its rule, which may be gone. */
  readonly rule: string | null;
  readonly scope: NodeScope;
  readonly kpi: string;
  readonly raisedAt: string;
  readonly message: string;
  readonly value: number;
  readonly acknowledgedAt?: string | null;
  readonly acknowledgedBy?: string | null;
}

export interface NodeAnnotation {
  readonly id: string;
  readonly from: string;
  readonly to?: string | null;
  readonly text: string;
  readonly level?: Level | null;
  readonly key?: string | null;
}

export interface NodeMonth {
  /** Its first day. */
  readonly month: string;
  readonly closedAt: string;
  readonly closedBy?: string | null;
}

export interface NodeDispute {
  readonly id: string;
  readonly survey: string;
  readonly agent?: string | null;
  readonly team?: string | null;
  readonly answeredAt: string;
  readonly kind: string;
  readonly score?: number | null;
  readonly comment?: string | null;
  readonly reason: string;
  readonly raisedAt: string;
  readonly raisedBy?: string | null;
  readonly state: DisputeState;
  readonly decidedAt?: string | null;
  readonly decidedBy?: string | null;
  readonly decision?: string | null;
}

export interface NodeReport {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly key?: string | null;
  readonly kpis?: readonly string[] | null;
  readonly every: ReportPeriod;
  readonly at: string;
  readonly locale: string;
  readonly email?: { readonly to: readonly string[] } | null;
  readonly webhook?: { readonly url: string } | null;
  readonly enabled: boolean;
  readonly nextAt?: string | null;
  readonly lastAt?: string | null;
  readonly lastError?: string | null;
}

export interface NodeDelivery {
  readonly id: string;
  readonly period: Dates;
  readonly at: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly error?: string | null;
}

export interface NodeEvidence {
  readonly kind: EvidenceKind;
  readonly key: string;
  readonly at: string;
  readonly day: string;
  readonly part: EvidencePart;
  readonly amount?: number | null;
  readonly customer?: string | null;
  readonly agent?: string | null;
  readonly team?: string | null;
  readonly channel?: string | null;
  readonly topic?: string | null;
  readonly score?: number | null;
  readonly comment?: string | null;
  /** Keys of what it belongs to. */
  readonly case?: string | null;
  readonly contact?: string | null;
}

export interface NodeDrivers {
  readonly period: Dates;
  readonly against: Dates;
  readonly now: number | null;
  readonly before: number | null;
  readonly change: number | null;
  readonly items: readonly NodeDriver[];
  readonly rest: NodeDriver | null;
}

export interface NodeDriver {
  /** null: the rest. */
  readonly value: string | null;
  /** Of a team or an agent. */
  readonly name: string | null;
  readonly now: number | null;
  readonly before: number | null;
  readonly contribution: number;
  readonly mix: number | null;
  readonly rate: number | null;
}

export interface NodeJob {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly done: number;
  readonly total: number;
  readonly eventsPerSecond: number;
  readonly error: string | null;
  readonly import?: {
    readonly rows: number;
    readonly accepted: number;
    readonly duplicates: number;
    readonly rejected: number;
    readonly errors: readonly { readonly line: number; readonly code: string; readonly field: string | null; readonly message: string }[];
  } | null;
}

export interface NodeQuality {
  readonly sources: readonly {
    readonly source: string;
    readonly events: number;
    readonly duplicates: number;
    readonly lastEventAt: string | null;
    readonly lastArrivalAt: string | null;
    readonly perMinute: number;
  }[];
  readonly rejected: readonly NodeCount[];
  readonly findings: readonly NodeCount[];
  readonly setAside: readonly number[];
}

export interface NodeCount {
  readonly code: string;
  readonly count: number;
  readonly samples: readonly string[];
}

/** A page of what is now. */
export interface NodeNow {
  readonly at: string;
  readonly agents: Readonly<Record<AgentStatus, number>>;
  readonly queues: readonly {
    readonly channel: string;
    readonly queue: string | null;
    readonly waiting: number;
    readonly longestSince: string;
  }[];
  readonly capped: boolean;
  readonly items: readonly NodeAgentNow[];
  readonly hasNextPage: boolean;
  readonly cursor: string | null;
}

export interface NodeAgentNow {
  readonly agent: string;
  readonly name: string;
  readonly team: string | null;
  readonly status: AgentStatus;
  readonly since: string | null;
}
