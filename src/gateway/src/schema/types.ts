// Generated from schema.graphql by "npm run generate". Do not edit.

import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { NodeRef } from '../ids/node-ref.js';
import type { ScopeRef } from '../scopes/scope.js';
import type { Page } from '../scopes/page.js';
import type { ConnectionInfo } from '../lists/list.js';
import type { AgentNowPage, AlertPage, AlertRulePage, AnnotationPage, ApiKeyPage, AuditPage, ClosedMonthPage, DisputePage, EvidencePage, JobPage, ReportPage, ReportDeliveryPage, TargetPage, UserPage, WidgetPage } from '../lists/pages.js';
import type { ScorecardRef } from '../scorecards/scorecard.js';
import type { KpiValueRef, SeriesRef, BreakdownRef, RankedRef } from '../scorecards/value.js';
import type { NodeAgentNow, NodeAlert, NodeAlertRule, NodeAnnotation, NodeKey, NodeAuditEntry, NodeMonth, NodeDispute, NodeEvidence, NodeJob, NodeLimits, NodeReport, NodeDelivery, NodeUser, NodeWidgetEntry } from '../node/management.js';
import type { NodeSettings, NodeSettingsEntry, NodeServiceLevel, NodeBusinessHours, NodeSlaPolicy, NodeHealth, NodeHealthWeights, NodeAppraisal, NodeAppraisalScheme, NodeAppraisalPart, NodeOidc, NodeOidcIssuer, NodeOidcClaims } from '../node/settings.js';
import type { SettingsDone } from '../settings/changes.js';
import type { Sent } from '../reports/changes.js';
import type { UserProblem } from '../changes/change.js';
import type { NowRef } from '../now/now.js';
import type { DriversRef, DriverRef } from '../evidence/read.js';
import type { NodeCaller, NodeTarget, NodeTargetStatus, NodeBenchmark, NodePeers, NodePart, NodeCohortRow } from '../node/protocol.js';
import type { Grant } from '../people/viewer.js';
import type { KpiRef } from '../kpis/kpi.js';
import type { Context } from '../session.js';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A day in the tenant's time zone, such as 2026-03-31. */
  Date: { input: string; output: string; }
  /** An instant, RFC 3339 with offset. */
  DateTime: { input: string; output: string; }
  /** A whole number up to 2^53. */
  Long: { input: number; output: number; }
};

/** What a number is about: the whole tenant, one team, one agent or one customer. */
export type Level =
  | 'tenant'
  | 'team'
  | 'agent'
  | 'customer';

/** The step of a series. Weeks begin on the tenant's week start; quarters and years on its fiscal year start. */
export type Interval =
  | 'hour'
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year';

/** What a KPI can be filtered by and broken down by. Which ones a KPI has depends on what it measures. */
export type Dimension =
  | 'channel'
  | 'queue'
  | 'topic'
  | 'priority'
  | 'tag'
  | 'segment'
  | 'region';

/** The side of customer care that a KPI speaks about. */
export type KeyResultArea =
  | 'satisfaction'
  | 'responsiveness'
  | 'resolution'
  | 'quality'
  | 'efficiency'
  | 'loyalty';

/** BASIC: operations. CUSTOMER: centred on the customer. ADVANCED: models and weighted scores. */
export type Tier =
  | 'basic'
  | 'customer'
  | 'advanced';

/** Whether a higher value is better (UP), a lower one (DOWN), or neither (NONE). */
export type Direction =
  | 'up'
  | 'down'
  | 'none';

/** How a value stands to its target. */
export type TargetState =
  | 'met'
  | 'warning'
  | 'missed';

/** Periods relative to today in the tenant's time zone. `LAST_n_DAYS` ends with today; `LAST_WEEK` and the like are whole and over. */
export type PeriodPreset =
  | 'TODAY'
  | 'YESTERDAY'
  | 'LAST_7_DAYS'
  | 'LAST_28_DAYS'
  | 'LAST_90_DAYS'
  | 'WEEK_TO_DATE'
  | 'MONTH_TO_DATE'
  | 'QUARTER_TO_DATE'
  | 'YEAR_TO_DATE'
  | 'LAST_WEEK'
  | 'LAST_MONTH'
  | 'LAST_QUARTER'
  | 'LAST_YEAR';

/** Either from and to (both days belong to the period) or a preset, resolved in the tenant's time zone. */
export type PeriodInput = {
  /** The first day. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** The last day. */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
  /** Instead of days. */
  readonly preset?: InputMaybe<PeriodPreset>;
};

/** One dimension at a time; `tag` names the tag when dimension is TAG. */
export type Filter = {
  /** By what. */
  readonly dimension: Dimension;
  /** Any of these. */
  readonly values: ReadonlyArray<Scalars['String']['input']>;
  /** Its name, with TAG. */
  readonly tag?: InputMaybe<Scalars['String']['input']>;
};

/** Anything with a global id. */
export type Node = {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
};

/** An aggregation level: the tenant, one of its teams, agents or customers. */
export type Scope = {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** Which of the four levels. */
  readonly level: Level;
  /** The id that the tenant's own systems use. */
  readonly key: Scalars['String']['output'];
  /** The display name; the key where no name was given. */
  readonly name: Scalars['String']['output'];
  /** KPIs of one period. `after` waits up to 5 s until the event at that position is counted. */
  readonly scorecard: Maybe<Scorecard>;
  /** One KPI over time. */
  readonly series: Maybe<Series>;
  /** One KPI by the values of a dimension. `tag` names the tag when `by` is TAG. */
  readonly breakdown: Maybe<ReadonlyArray<BreakdownItem>>;
  /** Its own targets, past and future ones too; what it inherits comes with its values. */
  readonly targets: ReadonlyArray<Target>;
};


/** An aggregation level: the tenant, one of its teams, agents or customers. */
export type ScopeScorecardArgs = {
  period: PeriodInput;
  kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  where?: InputMaybe<Filter>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** An aggregation level: the tenant, one of its teams, agents or customers. */
export type ScopeSeriesArgs = {
  kpi: Scalars['String']['input'];
  period: PeriodInput;
  interval: Interval;
  where?: InputMaybe<Filter>;
};


/** An aggregation level: the tenant, one of its teams, agents or customers. */
export type ScopeBreakdownArgs = {
  kpi: Scalars['String']['input'];
  period: PeriodInput;
  by: Dimension;
  tag?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** The organisation that the credential belongs to. */
export type Tenant = Scope & Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** Which of the four levels. */
  readonly level: Level;
  /** The id that the tenant's own systems use. */
  readonly key: Scalars['String']['output'];
  /** The display name; the key where no name was given. */
  readonly name: Scalars['String']['output'];
  /** IANA time zone; days and periods are in it. */
  readonly timeZone: Scalars['String']['output'];
  /** ISO 4217. */
  readonly currency: Scalars['String']['output'];
  /** Such as retail; benchmarks are taken from it. */
  readonly industry: Maybe<Scalars['String']['output']>;
  /** Language of names where a query asks for none. */
  readonly locale: Scalars['String']['output'];
  /** Events before it are gone, by `retentionDays` of the settings: evidence and figures of single customers reach back to it, all other figures further. null: everything is kept. */
  readonly horizon: Maybe<Scalars['DateTime']['output']>;
  /** KPIs of one period. `after` waits up to 5 s until the event at that position is counted. */
  readonly scorecard: Maybe<Scorecard>;
  /** One KPI over time. */
  readonly series: Maybe<Series>;
  /** One KPI by the values of a dimension. `tag` names the tag when `by` is TAG. */
  readonly breakdown: Maybe<ReadonlyArray<BreakdownItem>>;
  /** Its own targets, past and future ones too; what it inherits comes with its values. */
  readonly targets: ReadonlyArray<Target>;
  /** null: there is no such team. */
  readonly team: Maybe<Team>;
  /** null: there is no such agent. */
  readonly agent: Maybe<Agent>;
  /** null: there is no such customer. */
  readonly customer: Maybe<Customer>;
  /** Teams in key order. `search`: part of key or name, in any case. */
  readonly teams: TeamConnection;
  /** Agents in key order. `team`: the key of a team, its members of today. */
  readonly agents: AgentConnection;
  /** Customers in key order. */
  readonly customers: CustomerConnection;
  /** Teams, agents or customers by one KPI; at least `minCount` observations each. */
  readonly ranking: Maybe<ReadonlyArray<RankingEntry>>;
  /** Retention by month of acquisition: one row for each month of the period that has begun. */
  readonly cohorts: Maybe<CohortTable>;
  /** The targets of all scopes. */
  readonly allTargets: TargetConnection;
  /** Alerts, newest first. `open`: those that nobody has acknowledged (true), or only the others (false). */
  readonly alerts: AlertConnection;
  /** What raises alerts. */
  readonly alertRules: AlertRuleConnection;
  /** Answers of customers that somebody disputes, newest first: of `agent`, the key of one, or of all within the reach. */
  readonly disputes: DisputeConnection;
  /** Scorecards that are sent by themselves. For who manages, and for admins. */
  readonly reports: ReportConnection;
  /** Notes on days, to be shown beside series: those that touch the days from `from` to `to`. */
  readonly annotations: AnnotationConnection;
  /** Closed months, newest first. Their values stay as they were. */
  readonly months: ClosedMonthConnection;
  /** KPIs that the tenant has defined itself. */
  readonly customKpis: ReadonlyArray<Kpi>;
  /** What holds now, and how it came to be. For who manages. */
  readonly settings: Settings;
  /** API keys that live. For who manages. */
  readonly keys: ApiKeyConnection;
  /** People who may sign in. For who manages. */
  readonly users: UserConnection;
  /** What may be embedded where. For who manages. */
  readonly widgets: WidgetConnection;
  /** Who changed what, newest first. For who manages. */
  readonly audit: AuditConnection;
  /** What the tenant may use, and how much of it is used. For who manages. */
  readonly limits: Limits;
  /** Agents' running statuses, and who waits. */
  readonly now: Now;
  /** Imports of files, newest first. */
  readonly importJobs: JobConnection;
  /** An import, a rebuild or an erasure; null: there is no such one. */
  readonly job: Maybe<Job>;
  /** What comes in from where, what was refused, and what was found in it. */
  readonly dataQuality: DataQuality;
};


/** The organisation that the credential belongs to. */
export type TenantScorecardArgs = {
  period: PeriodInput;
  kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  where?: InputMaybe<Filter>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantSeriesArgs = {
  kpi: Scalars['String']['input'];
  period: PeriodInput;
  interval: Interval;
  where?: InputMaybe<Filter>;
};


/** The organisation that the credential belongs to. */
export type TenantBreakdownArgs = {
  kpi: Scalars['String']['input'];
  period: PeriodInput;
  by: Dimension;
  tag?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantTeamArgs = {
  key: Scalars['String']['input'];
};


/** The organisation that the credential belongs to. */
export type TenantAgentArgs = {
  key: Scalars['String']['input'];
};


/** The organisation that the credential belongs to. */
export type TenantCustomerArgs = {
  key: Scalars['String']['input'];
};


/** The organisation that the credential belongs to. */
export type TenantTeamsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantAgentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
  team?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantCustomersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantRankingArgs = {
  kpi: Scalars['String']['input'];
  level: Level;
  period: PeriodInput;
  where?: InputMaybe<Filter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  worst?: InputMaybe<Scalars['Boolean']['input']>;
  minCount?: InputMaybe<Scalars['Int']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantCohortsArgs = {
  period: PeriodInput;
  of?: InputMaybe<CohortMeasure>;
};


/** The organisation that the credential belongs to. */
export type TenantAllTargetsArgs = {
  level?: InputMaybe<Level>;
  key?: InputMaybe<Scalars['String']['input']>;
  kpi?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantAlertsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  open?: InputMaybe<Scalars['Boolean']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantAlertRulesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantDisputesArgs = {
  state?: InputMaybe<DisputeState>;
  agent?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantReportsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantAnnotationsArgs = {
  from?: InputMaybe<Scalars['Date']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantMonthsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantKeysArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantUsersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantWidgetsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantAuditArgs = {
  action?: InputMaybe<Scalars['String']['input']>;
  actor?: InputMaybe<Scalars['String']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantImportJobsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The organisation that the credential belongs to. */
export type TenantJobArgs = {
  id: Scalars['ID']['input'];
};

/** A team of the tenant. */
export type Team = Scope & Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** Which of the four levels. */
  readonly level: Level;
  /** The id that the tenant's own systems use. */
  readonly key: Scalars['String']['output'];
  /** The display name; the key where no name was given. */
  readonly name: Scalars['String']['output'];
  /** KPIs of one period. `after` waits up to 5 s until the event at that position is counted. */
  readonly scorecard: Maybe<Scorecard>;
  /** One KPI over time. */
  readonly series: Maybe<Series>;
  /** One KPI by the values of a dimension. `tag` names the tag when `by` is TAG. */
  readonly breakdown: Maybe<ReadonlyArray<BreakdownItem>>;
  /** Its own targets, past and future ones too; what it inherits comes with its values. */
  readonly targets: ReadonlyArray<Target>;
  /** The team that it belongs to. */
  readonly parent: Maybe<Team>;
  /** The teams right below it, in key order. */
  readonly teams: TeamConnection;
  /** Members of today, in key order. */
  readonly agents: AgentConnection;
  /** Running statuses of its agents and of those of the teams below it, and who waits. */
  readonly now: Now;
  /** The team's agents by one KPI; at least `minCount` observations each. */
  readonly ranking: Maybe<ReadonlyArray<RankingEntry>>;
};


/** A team of the tenant. */
export type TeamScorecardArgs = {
  period: PeriodInput;
  kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  where?: InputMaybe<Filter>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A team of the tenant. */
export type TeamSeriesArgs = {
  kpi: Scalars['String']['input'];
  period: PeriodInput;
  interval: Interval;
  where?: InputMaybe<Filter>;
};


/** A team of the tenant. */
export type TeamBreakdownArgs = {
  kpi: Scalars['String']['input'];
  period: PeriodInput;
  by: Dimension;
  tag?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A team of the tenant. */
export type TeamTeamsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A team of the tenant. */
export type TeamAgentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A team of the tenant. */
export type TeamRankingArgs = {
  kpi: Scalars['String']['input'];
  period: PeriodInput;
  where?: InputMaybe<Filter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  worst?: InputMaybe<Scalars['Boolean']['input']>;
  minCount?: InputMaybe<Scalars['Int']['input']>;
};

/** A person who works for the tenant's customers. */
export type Agent = Scope & Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** Which of the four levels. */
  readonly level: Level;
  /** The id that the tenant's own systems use. */
  readonly key: Scalars['String']['output'];
  /** The display name; the key where no name was given. */
  readonly name: Scalars['String']['output'];
  /** KPIs of one period. `after` waits up to 5 s until the event at that position is counted. */
  readonly scorecard: Maybe<Scorecard>;
  /** One KPI over time. */
  readonly series: Maybe<Series>;
  /** One KPI by the values of a dimension. `tag` names the tag when `by` is TAG. */
  readonly breakdown: Maybe<ReadonlyArray<BreakdownItem>>;
  /** Its own targets, past and future ones too; what it inherits comes with its values. */
  readonly targets: ReadonlyArray<Target>;
  /** The team of today. */
  readonly team: Maybe<Team>;
};


/** A person who works for the tenant's customers. */
export type AgentScorecardArgs = {
  period: PeriodInput;
  kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  where?: InputMaybe<Filter>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A person who works for the tenant's customers. */
export type AgentSeriesArgs = {
  kpi: Scalars['String']['input'];
  period: PeriodInput;
  interval: Interval;
  where?: InputMaybe<Filter>;
};


/** A person who works for the tenant's customers. */
export type AgentBreakdownArgs = {
  kpi: Scalars['String']['input'];
  period: PeriodInput;
  by: Dimension;
  tag?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A customer of the tenant. */
export type Customer = Scope & Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** Which of the four levels. */
  readonly level: Level;
  /** The id that the tenant's own systems use. */
  readonly key: Scalars['String']['output'];
  /** The display name; the key where no name was given. */
  readonly name: Scalars['String']['output'];
  /** KPIs of one period. `after` waits up to 5 s until the event at that position is counted. */
  readonly scorecard: Maybe<Scorecard>;
  /** One KPI over time. */
  readonly series: Maybe<Series>;
  /** One KPI by the values of a dimension. `tag` names the tag when `by` is TAG. */
  readonly breakdown: Maybe<ReadonlyArray<BreakdownItem>>;
  /** Its own targets, past and future ones too; what it inherits comes with its values. */
  readonly targets: ReadonlyArray<Target>;
  /** As of today. */
  readonly segment: Maybe<Scalars['String']['output']>;
  /** As of today. */
  readonly region: Maybe<Scalars['String']['output']>;
  /** The first day of its first subscription or purchase. */
  readonly activeSince: Maybe<Scalars['Date']['output']>;
};


/** A customer of the tenant. */
export type CustomerScorecardArgs = {
  period: PeriodInput;
  kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  where?: InputMaybe<Filter>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A customer of the tenant. */
export type CustomerSeriesArgs = {
  kpi: Scalars['String']['input'];
  period: PeriodInput;
  interval: Interval;
  where?: InputMaybe<Filter>;
};


/** A customer of the tenant. */
export type CustomerBreakdownArgs = {
  kpi: Scalars['String']['input'];
  period: PeriodInput;
  by: Dimension;
  tag?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Where a page stands in its list. A cursor is opaque and holds while data arrives. */
export type PageInfo = {
  /** There is more after it. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** There is something before it. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Of the first item; null on an empty page. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
  /** Of the last item: give it as `after`. null on an empty page. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
};

/** A page of teams. */
export type TeamConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<TeamEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<Team>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A team and the cursor after which the next page begins. */
export type TeamEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: Team;
};

/** A page of agents. */
export type AgentConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<AgentEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<Agent>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An agent and the cursor after which the next page begins. */
export type AgentEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: Agent;
};

/** A page of customers. */
export type CustomerConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<CustomerEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<Customer>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** null: too many to count while you wait. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** A customer and the cursor after which the next page begins. */
export type CustomerEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: Customer;
};

/** A period with its presets resolved; both days belong to it. */
export type Period = {
  /** Its first day. */
  readonly from: Scalars['Date']['output'];
  /** Its last day. */
  readonly to: Scalars['Date']['output'];
};

/** KPIs of one scope over one period. */
export type Scorecard = Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** Of whom. */
  readonly scope: Scope;
  /** With its presets resolved. */
  readonly period: Period;
  /** The KPIs asked for, or every KPI of the level. A code that cannot be served is left out and reported in `errors`. */
  readonly values: ReadonlyArray<KpiValue>;
  /** One KPI, whether or not `kpis` names it. */
  readonly value: Maybe<KpiValue>;
  /** Position of the last event that these values contain. */
  readonly asOf: Scalars['String']['output'];
  /** Time of the last event of this scope that was taken in. */
  readonly lastEventAt: Maybe<Scalars['DateTime']['output']>;
};


/** KPIs of one scope over one period. */
export type ScorecardValueArgs = {
  kpi: Scalars['String']['input'];
};

/** A value and what it stands on. */
export type KpiValue = {
  /** Of what. */
  readonly kpi: Kpi;
  /** Of the definition that it was made with. */
  readonly definitionVersion: Scalars['Int']['output'];
  /** null: nothing to measure yet. */
  readonly value: Maybe<Scalars['Float']['output']>;
  /** Sample size. */
  readonly count: Scalars['Long']['output'];
  /** Too few observations to be ranked or judged by. Counts and sums never are. */
  readonly small: Scalars['Boolean']['output'];
  /** Above the line of the formula. */
  readonly numerator: Maybe<Scalars['Float']['output']>;
  /** Below it; null for counts and sums. */
  readonly denominator: Maybe<Scalars['Float']['output']>;
  /** Survey KPIs only. */
  readonly confidence: Maybe<Confidence>;
  /** Durations only. */
  readonly distribution: Maybe<Distribution>;
  /** A window of the definition has not passed for part of the period: the value can still move by itself. */
  readonly provisional: Scalars['Boolean']['output'];
  /** The last day whose value only a correction can still change. */
  readonly settledThrough: Maybe<Scalars['Date']['output']>;
  /** Set when the period is exactly one closed month: value is the closed one, revised what it would be now. */
  readonly closedAt: Maybe<Scalars['DateTime']['output']>;
  /** What the value of a closed month would be now. */
  readonly revised: Maybe<Scalars['Float']['output']>;
  /** The period before: as many days, or the calendar month, quarter or year before a whole one. */
  readonly previous: Maybe<Comparison>;
  /** The same dates a year ago. */
  readonly yearAgo: Maybe<Comparison>;
  /** How it stands to the target of its scope, or to one that is inherited. null: none holds. */
  readonly target: Maybe<TargetStatus>;
  /** How it stands to the industry, to peers and among its like. */
  readonly benchmark: Maybe<Benchmark>;
  /** What the KPI brings with it: churn reasons, appraisal and health parts, backtests. */
  readonly parts: Maybe<ReadonlyArray<Part>>;
  /** The same KPI over time, with the same filter: over the period of the value unless `period` says another one. Of many values at once it is one read a scope. */
  readonly series: Maybe<Series>;
  /** What made it change against another period, the one before unless said: those that moved it most first. `tag` names the tag when `by` is TAG. Of values without a filter. */
  readonly drivers: Maybe<Drivers>;
  /** What stands behind it, newest first. */
  readonly evidence: Maybe<EvidenceConnection>;
};


/** A value and what it stands on. */
export type KpiValueSeriesArgs = {
  interval: Interval;
  period?: InputMaybe<PeriodInput>;
};


/** A value and what it stands on. */
export type KpiValueDriversArgs = {
  by: DriverDimension;
  tag?: InputMaybe<Scalars['String']['input']>;
  against?: InputMaybe<PeriodInput>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A value and what it stands on. */
export type KpiValueEvidenceArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** By what a change is taken apart. */
export type DriverDimension =
  | 'team'
  | 'agent'
  | 'channel'
  | 'queue'
  | 'topic'
  | 'priority'
  | 'tag'
  | 'segment'
  | 'region';

/** Why a value is other than that of another period. */
export type Drivers = {
  /** Of the value. */
  readonly period: Period;
  /** What it is held against. */
  readonly against: Period;
  /** The value. */
  readonly now: Maybe<Scalars['Float']['output']>;
  /** The value of the other period. */
  readonly before: Maybe<Scalars['Float']['output']>;
  /** How much it has changed. null: one of the two has nothing to measure, and there are no drivers. */
  readonly change: Maybe<Scalars['Float']['output']>;
  /** Those that moved it most first. */
  readonly items: ReadonlyArray<Driver>;
  /** All that are not listed, together. */
  readonly rest: Maybe<Driver>;
};

/** A part of the whole, and its share in the change. The contributions add up to the change. */
export type Driver = {
  /** Of the dimension: of TEAM and AGENT the key. null: the rest. */
  readonly value: Maybe<Scalars['String']['output']>;
  /** The team or the agent. */
  readonly scope: Maybe<Scope>;
  /** The KPI for it. */
  readonly now: Maybe<Scalars['Float']['output']>;
  /** The KPI for it in the other period. */
  readonly before: Maybe<Scalars['Float']['output']>;
  /** In the KPI's unit. */
  readonly contribution: Scalars['Float']['output'];
  /** Of that: because it became more or less of the whole. null: a count or a sum. */
  readonly mix: Maybe<Scalars['Float']['output']>;
  /** Of that: because the KPI itself changed for it. null: a count or a sum. */
  readonly rate: Maybe<Scalars['Float']['output']>;
};

/** A page of what stands behind a value. */
export type EvidenceConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<EvidenceEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<Evidence>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** null: not counted. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** A piece of evidence and the cursor after which the next page begins. */
export type EvidenceEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: Evidence;
};

/** What a piece of evidence is. */
export type EvidenceKind =
  | 'case'
  | 'contact'
  | 'survey'
  | 'complaint'
  | 'evaluation'
  | 'session'
  | 'mention'
  | 'agentDay'
  | 'customer'
  | 'record';

/** Where it counts: above the line, below it, or both. */
export type EvidencePart =
  | 'numerator'
  | 'denominator'
  | 'both';

/** A case, contact, survey or the like that a value was made of. */
export type Evidence = {
  /** What it is. */
  readonly kind: EvidenceKind;
  /** The id that the tenant's own systems use. */
  readonly key: Scalars['String']['output'];
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** The day that it counts on, in the tenant's time zone. */
  readonly day: Scalars['Date']['output'];
  /** Where it counts. */
  readonly part: EvidencePart;
  /** What it adds, in the KPI's unit. */
  readonly amount: Maybe<Scalars['Float']['output']>;
  /** Whom it was with. */
  readonly customer: Maybe<Customer>;
  /** Whom it counts for. */
  readonly agent: Maybe<Agent>;
  /** Whom it counts for. */
  readonly team: Maybe<Team>;
  /** Such as voice or email. */
  readonly channel: Maybe<Scalars['String']['output']>;
  /** What it was about. */
  readonly topic: Maybe<Scalars['String']['output']>;
  /** Of a survey or an evaluation. */
  readonly score: Maybe<Scalars['Float']['output']>;
  /** What the customer wrote. */
  readonly comment: Maybe<Scalars['String']['output']>;
  /** Key of the case that it belongs to. */
  readonly case: Maybe<Scalars['String']['output']>;
  /** Key of the contact that it belongs to. */
  readonly contact: Maybe<Scalars['String']['output']>;
};

/** A named piece of a value. */
export type Part = {
  /** Such as a reason. */
  readonly name: Scalars['String']['output'];
  /** In the unit of the part. */
  readonly value: Maybe<Scalars['Float']['output']>;
  /** Sample size. */
  readonly count: Scalars['Long']['output'];
  /** Its share in the whole, against those of the other parts. null: the parts are not weighted. */
  readonly weight: Maybe<Scalars['Float']['output']>;
  /** The KPI that the part is about. */
  readonly kpi: Maybe<Kpi>;
  /** Too few observations: the part leaves its weight to the others. */
  readonly small: Scalars['Boolean']['output'];
};

/** 95 %. */
export type Confidence = {
  /** The lower end. */
  readonly low: Scalars['Float']['output'];
  /** The upper end. */
  readonly high: Scalars['Float']['output'];
};

/** In the KPI's unit. Percentiles, min and max are within 1 %; the mean is exact. */
export type Distribution = {
  /** Exact. */
  readonly mean: Scalars['Float']['output'];
  /** The least. */
  readonly min: Scalars['Float']['output'];
  /** 50 % are not above it. */
  readonly p50: Scalars['Float']['output'];
  /** 75 % are not above it. */
  readonly p75: Scalars['Float']['output'];
  /** 90 % are not above it. */
  readonly p90: Scalars['Float']['output'];
  /** 95 % are not above it. */
  readonly p95: Scalars['Float']['output'];
  /** 99 % are not above it. */
  readonly p99: Scalars['Float']['output'];
  /** The most. */
  readonly max: Scalars['Float']['output'];
};

/** The value of another period beside this one. `better` follows the KPI's direction. */
export type Comparison = {
  /** Which one. */
  readonly period: Period;
  /** The value then. */
  readonly value: Maybe<Scalars['Float']['output']>;
  /** The value less this one. */
  readonly change: Maybe<Scalars['Float']['output']>;
  /** The same in percent of it. */
  readonly changePercent: Maybe<Scalars['Float']['output']>;
  /** null: the KPI has no direction, or nothing changed. */
  readonly better: Maybe<Scalars['Boolean']['output']>;
};

/** What a KPI of a scope is to be, and from when to when. */
export type Target = Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** Whose. */
  readonly scope: Scope;
  /** Of what. */
  readonly kpi: Kpi;
  /** In the KPI's unit. */
  readonly target: Scalars['Float']['output'];
  /** From here on it is a warning; for a KPI without a direction the other end of the band. */
  readonly warning: Maybe<Scalars['Float']['output']>;
  /** The first day. */
  readonly from: Scalars['Date']['output'];
  /** null: until another one takes its place. */
  readonly to: Maybe<Scalars['Date']['output']>;
};

/** A page of targets. */
export type TargetConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<TargetEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<Target>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A target and the cursor after which the next page begins. */
export type TargetEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: Target;
};

/** How a value stands to its target. */
export type TargetStatus = {
  /** The one that holds. */
  readonly target: Target;
  /** null: the scope's own. */
  readonly inheritedFrom: Maybe<Level>;
  /** null: nothing to measure yet. */
  readonly state: Maybe<TargetState>;
  /** 100 is met; 0 to 200. */
  readonly attainment: Maybe<Scalars['Float']['output']>;
  /** Counts and sums of a running period: what is needed a day from now on. */
  readonly pace: Maybe<Scalars['Float']['output']>;
};

/** How a value stands to others. */
export type Benchmark = {
  /** Published figures of the tenant's industry. */
  readonly industry: ReadonlyArray<IndustryBenchmark>;
  /** Withheld (null) under five tenants. */
  readonly peers: Maybe<PeerBenchmark>;
  /** Among the tenant's teams or agents. */
  readonly rank: Maybe<Rank>;
};

/** A published figure of an industry. */
export type IndustryBenchmark = {
  /** Which one. */
  readonly industry: Scalars['String']['output'];
  /** null: everywhere. */
  readonly region: Maybe<Scalars['String']['output']>;
  /** In the KPI's unit. */
  readonly value: Scalars['Float']['output'];
  /** Who published it. */
  readonly source: Scalars['String']['output'];
  /** When it was published. */
  readonly year: Scalars['Int']['output'];
  /** The value less this one. */
  readonly gap: Maybe<Scalars['Float']['output']>;
};

/** Tenants of the same industry and size that take part. Withheld (null) under five tenants. */
export type PeerBenchmark = {
  /** The first day of the quarter that it is of. */
  readonly quarter: Scalars['Date']['output'];
  /** How many they are. */
  readonly tenants: Scalars['Int']['output'];
  /** 10 % of them are not above it. Withheld under ten tenants: then this is an error (NOT_FOUND), and without it the others are told. */
  readonly p10: Scalars['Float']['output'];
  /** 25 % of them are not above it. */
  readonly p25: Scalars['Float']['output'];
  /** 50 % of them are not above it. */
  readonly p50: Scalars['Float']['output'];
  /** 75 % of them are not above it. */
  readonly p75: Scalars['Float']['output'];
  /** 90 % of them are not above it. Withheld under ten tenants, as `p10`. */
  readonly p90: Scalars['Float']['output'];
  /** Where the tenant stands among them. */
  readonly percentile: Scalars['Float']['output'];
};

/** A place among the tenant's teams or agents. */
export type Rank = {
  /** 1 is the best. */
  readonly position: Scalars['Int']['output'];
  /** How many there are. */
  readonly of: Scalars['Int']['output'];
  /** The share of them that is not better. */
  readonly percentile: Scalars['Float']['output'];
};

/** A KPI of the catalogue, built in or the tenant's own. */
export type Kpi = Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** What queries name it by. */
  readonly code: Scalars['String']['output'];
  /** In `locale` (en, zh-Hant, zh-Hans, ms), else in the tenant's. */
  readonly name: Scalars['String']['output'];
  /** In `locale` (en, zh-Hant, zh-Hans, ms), else in the tenant's. */
  readonly description: Scalars['String']['output'];
  /** In words, or of a custom KPI as it was written. */
  readonly formula: Scalars['String']['output'];
  /** Such as %, s or n. */
  readonly unit: Scalars['String']['output'];
  /** Which way is better. */
  readonly direction: Direction;
  /** What it speaks about. */
  readonly keyResultArea: KeyResultArea;
  /** How far it goes. */
  readonly tier: Tier;
  /** Where it exists. */
  readonly levels: ReadonlyArray<Level>;
  /** Of the definition. A changed formula gets a new one. */
  readonly version: Scalars['Int']['output'];
  /** Defined by the tenant. */
  readonly custom: Scalars['Boolean']['output'];
  /** What it can be filtered by and broken down by. */
  readonly dimensions: ReadonlyArray<Dimension>;
  /** The KPI that it is a variant of. */
  readonly variantOf: Maybe<Kpi>;
};


/** A KPI of the catalogue, built in or the tenant's own. */
export type KpiNameArgs = {
  locale?: InputMaybe<Scalars['String']['input']>;
};


/** A KPI of the catalogue, built in or the tenant's own. */
export type KpiDescriptionArgs = {
  locale?: InputMaybe<Scalars['String']['input']>;
};

/** One KPI over time. */
export type Series = {
  /** Of what. */
  readonly kpi: Kpi;
  /** The step. */
  readonly interval: Interval;
  /** In the order of time, none left out. */
  readonly points: ReadonlyArray<Point>;
};

/** `incomplete`: the interval is not over; `from` is its first day. */
export type Point = {
  /** When the interval begins. */
  readonly at: Scalars['DateTime']['output'];
  /** Its first day. */
  readonly from: Scalars['Date']['output'];
  /** null: nothing to measure. */
  readonly value: Maybe<Scalars['Float']['output']>;
  /** Sample size. */
  readonly count: Scalars['Long']['output'];
  /** Above the line of the formula. */
  readonly numerator: Maybe<Scalars['Float']['output']>;
  /** Below it; null for counts and sums. */
  readonly denominator: Maybe<Scalars['Float']['output']>;
  /** The interval is not over. */
  readonly incomplete: Scalars['Boolean']['output'];
  /** The value can still move by itself. */
  readonly provisional: Scalars['Boolean']['output'];
};

/** The KPI for one value of the dimension. */
export type BreakdownItem = {
  /** Of the dimension. */
  readonly value: Scalars['String']['output'];
  /** The KPI for it. */
  readonly result: KpiValue;
};

/** A place in a ranking. */
export type RankingEntry = {
  /** 1 is the first. */
  readonly position: Scalars['Int']['output'];
  /** Who stands there. */
  readonly scope: Scope;
  /** With what value. */
  readonly result: KpiValue;
};

/** What a table of cohorts counts: customers, or their monthly recurring revenue. */
export type CohortMeasure =
  | 'customers'
  | 'revenue';

/** One row for each month of the period that has begun. */
export type CohortTable = {
  /** In the order of months. */
  readonly rows: ReadonlyArray<CohortRow>;
};

/** Those acquired in a month: how many, or their revenue at the start. */
export type CohortRow = {
  /** Its first day. */
  readonly month: Scalars['Date']['output'];
  /** How many, or how much a month. */
  readonly size: Scalars['Float']['output'];
  /** In the order of age. */
  readonly cells: ReadonlyArray<CohortCell>;
};

/** What is left at the end of the month so many after; one that returned counts again. `percent` is null in a month without new customers, `incomplete`: that month is not over. */
export type CohortCell = {
  /** Months after. */
  readonly age: Scalars['Int']['output'];
  /** What is left. */
  readonly kept: Scalars['Float']['output'];
  /** Of the size; null in a month without new customers. */
  readonly percent: Maybe<Scalars['Float']['output']>;
  /** That month is not over. */
  readonly incomplete: Scalars['Boolean']['output'];
};

/** A KPI of a scope did what a rule watches for. */
export type Alert = Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** Of whom. */
  readonly scope: Scope;
  /** Of what. */
  readonly kpi: Kpi;
  /** When the rule saw it. */
  readonly raisedAt: Scalars['DateTime']['output'];
  /** In the tenant's language. */
  readonly message: Scalars['String']['output'];
  /** The KPI's value when it was raised. */
  readonly value: Scalars['Float']['output'];
  /** null: it is open. */
  readonly acknowledgedAt: Maybe<Scalars['DateTime']['output']>;
  /** Name of who acknowledged it. */
  readonly acknowledgedBy: Maybe<Scalars['String']['output']>;
  /** null: the rule was removed. */
  readonly rule: Maybe<AlertRule>;
};

/** A page of alerts. */
export type AlertConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<AlertEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<Alert>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** An alert and the cursor after which the next page begins. */
export type AlertEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: Alert;
};

/** What an alert rule watches for. */
export type AlertConditionKind =
  /** The value goes above or below a number. */
  | 'threshold'
  /** The target is missed. */
  | 'targetMissed'
  /** The value is other than that of the four weeks before by so many percent. */
  | 'change';

/** What an alert rule watches for. */
export type AlertCondition = {
  /** Which of the three. */
  readonly kind: AlertConditionKind;
  /** THRESHOLD: over this. */
  readonly above: Maybe<Scalars['Float']['output']>;
  /** THRESHOLD: under this. */
  readonly below: Maybe<Scalars['Float']['output']>;
  /** CHANGE: by at least so many percent, up or down. */
  readonly percent: Maybe<Scalars['Float']['output']>;
};

/** An address of your own that is told. */
export type Webhook = {
  /** The secret that signs what is sent is never shown again. */
  readonly url: Scalars['String']['output'];
};

/** When an alert is raised. */
export type AlertRule = Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** What people call it. */
  readonly name: Scalars['String']['output'];
  /** Of what scopes. */
  readonly level: Level;
  /** null: every scope of the level. */
  readonly scope: Maybe<Scope>;
  /** Of what. */
  readonly kpi: Kpi;
  /** What has to happen. */
  readonly condition: AlertCondition;
  /** Of which the value is looked at. */
  readonly period: PeriodPreset;
  /** Under so many observations nothing is raised. */
  readonly minCount: Scalars['Int']['output'];
  /** So long nothing more is raised for the same scope. */
  readonly coolDownHours: Scalars['Int']['output'];
  /** It is looked at. */
  readonly enabled: Scalars['Boolean']['output'];
  /** Where alerts are sent besides. null: nowhere. */
  readonly webhook: Maybe<Webhook>;
};

/** A page of alert rules. */
export type AlertRuleConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<AlertRuleEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<AlertRule>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** An alert rule and the cursor after which the next page begins. */
export type AlertRuleEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: AlertRule;
};

/** Where a dispute stands. */
export type DisputeState =
  /** Nobody has decided it. */
  | 'open'
  /** The answer counts no more. */
  | 'excluded'
  /** The answer counts. */
  | 'kept'
  /** Taken back by who raised it. */
  | 'withdrawn';

/** Somebody says that a customer's answer should not count. */
export type Dispute = Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** Key of the survey. */
  readonly survey: Scalars['String']['output'];
  /** Whom the answer is credited to. */
  readonly agent: Maybe<Agent>;
  /** Its team. */
  readonly team: Maybe<Team>;
  /** When the customer answered. */
  readonly answeredAt: Scalars['DateTime']['output'];
  /** Of the survey: csat, nps, ces and so on. */
  readonly kind: Scalars['String']['output'];
  /** As it was given. */
  readonly score: Maybe<Scalars['Float']['output']>;
  /** What the customer wrote. */
  readonly comment: Maybe<Scalars['String']['output']>;
  /** Why it should not count. */
  readonly reason: Scalars['String']['output'];
  /** When it was disputed. */
  readonly raisedAt: Scalars['DateTime']['output'];
  /** Name of who disputes it. */
  readonly raisedBy: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  readonly state: DisputeState;
  /** The last decision holds. */
  readonly decidedAt: Maybe<Scalars['DateTime']['output']>;
  /** Name of who decided. */
  readonly decidedBy: Maybe<Scalars['String']['output']>;
  /** Why it was decided so. */
  readonly decision: Maybe<Scalars['String']['output']>;
};

/** A page of disputes. */
export type DisputeConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<DisputeEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<Dispute>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A dispute and the cursor after which the next page begins. */
export type DisputeEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: Dispute;
};

/** How often a report is sent. */
export type ReportPeriod =
  /** On the first day of a week, of the week that is over. */
  | 'week'
  /** On the first of a month, of the month that is over. */
  | 'month';

/** What a report is shown as. */
export type ReportFormat =
  | 'html'
  | 'csv';

/** Whom a report is mailed to: the HTML in the mail, the CSV with it. */
export type ReportEmail = {
  /** Addresses. */
  readonly to: ReadonlyArray<Scalars['String']['output']>;
};

/** A scorecard that is sent by itself: value, count, change, target and state of each KPI. */
export type Report = Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** What people call it. */
  readonly name: Scalars['String']['output'];
  /** Of whom. */
  readonly scope: Scope;
  /** null: all that the level has. */
  readonly kpis: Maybe<ReadonlyArray<Kpi>>;
  /** How often. */
  readonly every: ReportPeriod;
  /** The time of the day, in the tenant's time zone, such as 07:00. */
  readonly at: Scalars['String']['output'];
  /** Language of it: en, zh-Hant, zh-Hans or ms. */
  readonly locale: Scalars['String']['output'];
  /** null: it is not mailed. */
  readonly email: Maybe<ReportEmail>;
  /** null: it is sent to no address of your own. */
  readonly webhook: Maybe<Webhook>;
  /** It is sent. */
  readonly enabled: Scalars['Boolean']['output'];
  /** When it is sent next. */
  readonly nextAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was sent last. */
  readonly lastAt: Maybe<Scalars['DateTime']['output']>;
  /** Why it could not be sent the last time. null: it could. */
  readonly lastError: Maybe<Scalars['String']['output']>;
  /** What was sent of it, newest first. */
  readonly deliveries: ReportDeliveryConnection;
  /** The report itself, of the last period that is over. */
  readonly preview: Maybe<Scalars['String']['output']>;
};


/** A scorecard that is sent by itself: value, count, change, target and state of each KPI. */
export type ReportDeliveriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A scorecard that is sent by itself: value, count, change, target and state of each KPI. */
export type ReportPreviewArgs = {
  format: ReportFormat;
};

/** A page of reports. */
export type ReportConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<ReportEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<Report>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A report and the cursor after which the next page begins. */
export type ReportEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: Report;
};

/** Where a delivery stands. */
export type DeliveryState =
  | 'waiting'
  | 'sent'
  | 'failed';

/** A report that was sent, or is about to be. */
export type ReportDelivery = {
  /** What it tells of. */
  readonly period: Period;
  /** When it was made. */
  readonly at: Scalars['DateTime']['output'];
  /** Where it stands. */
  readonly state: DeliveryState;
  /** How often it was tried. */
  readonly attempts: Scalars['Int']['output'];
  /** Why it failed. */
  readonly error: Maybe<Scalars['String']['output']>;
};

/** A page of deliveries. */
export type ReportDeliveryConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<ReportDeliveryEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<ReportDelivery>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A delivery and the cursor after which the next page begins. */
export type ReportDeliveryEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: ReportDelivery;
};

/** A note on a day or on some days. */
export type Annotation = Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** The first day. */
  readonly from: Scalars['Date']['output'];
  /** null: the day of `from` alone. */
  readonly to: Maybe<Scalars['Date']['output']>;
  /** What happened. */
  readonly text: Scalars['String']['output'];
  /** What it is about. null: all of the tenant. */
  readonly scope: Maybe<Scope>;
};

/** A page of annotations. */
export type AnnotationConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<AnnotationEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<Annotation>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** An annotation and the cursor after which the next page begins. */
export type AnnotationEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: Annotation;
};

/** A month whose values are kept as they were when it was closed. */
export type ClosedMonth = {
  /** Its first day. */
  readonly month: Scalars['Date']['output'];
  /** When it was closed. */
  readonly closedAt: Scalars['DateTime']['output'];
  /** Name of who closed it. */
  readonly closedBy: Maybe<Scalars['String']['output']>;
};

/** A page of closed months. */
export type ClosedMonthConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<ClosedMonthEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<ClosedMonth>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A closed month and the cursor after which the next page begins. */
export type ClosedMonthEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: ClosedMonth;
};

/** What the credential of a request is. */
export type ViewerKind =
  | 'key'
  | 'person'
  | 'widget';

/** What a credential is good for. */
export type KeyScope =
  | 'ingest'
  | 'read'
  | 'export'
  | 'widget'
  | 'manage';

/** What a person is. ADMIN: all. LEAD: the own teams. AGENT: the own scorecard. */
export type Role =
  | 'admin'
  | 'lead'
  | 'agent';

/** Who asks, as the credential says. */
export type Viewer = {
  /** What kind of credential it is. */
  readonly kind: ViewerKind;
  /** Of the person or of the key. */
  readonly name: Scalars['String']['output'];
  /** Persons only. */
  readonly email: Maybe<Scalars['String']['output']>;
  /** Persons only. An API key counts as ADMIN. */
  readonly role: Maybe<Role>;
  /** What may be done. */
  readonly scopes: ReadonlyArray<KeyScope>;
  /** The reach of a lead: these teams and those below them. null: it does not end at teams. */
  readonly teams: Maybe<ReadonlyArray<Team>>;
  /** The reach of an agent. */
  readonly agent: Maybe<Agent>;
  /** The reach of a widget's token. */
  readonly widget: Maybe<WidgetGrant>;
  /** Persons only: the id of the User. */
  readonly userId: Maybe<Scalars['ID']['output']>;
  /** null: it does not end by itself. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Whose it is. */
  readonly tenant: Tenant;
};

/** What the token of an embedded widget shows. */
export type WidgetGrant = {
  /** The only one that it shows. */
  readonly scope: Scope;
  /** null: all that its level has. */
  readonly kpis: Maybe<ReadonlyArray<Kpi>>;
  /** Where it is embedded. */
  readonly origin: Scalars['String']['output'];
};

/** A person who may sign in. */
export type User = Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** What the person signs in with. */
  readonly email: Scalars['String']['output'];
  /** What people call the person. */
  readonly name: Scalars['String']['output'];
  /** What the person may see. */
  readonly role: Role;
  /** Of a lead. */
  readonly teams: ReadonlyArray<Team>;
  /** Whom the person is in the figures. */
  readonly agent: Maybe<Agent>;
  /** When the person was invited. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** null: never. */
  readonly lastSeenAt: Maybe<Scalars['DateTime']['output']>;
  /** May not sign in. */
  readonly disabled: Scalars['Boolean']['output'];
};

/** A page of people. */
export type UserConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<UserEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<User>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A person and the cursor after which the next page begins. */
export type UserEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: User;
};

/** A key of a back end. Its secret was shown once. */
export type ApiKey = Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** What people call it. */
  readonly name: Scalars['String']['output'];
  /** What it is good for. */
  readonly scopes: ReadonlyArray<KeyScope>;
  /** Scope WIDGET: the levels that it may mint tokens for. */
  readonly levels: Maybe<ReadonlyArray<Level>>;
  /** Addresses that it is taken from, as CIDR; none: from everywhere. */
  readonly networks: ReadonlyArray<Scalars['String']['output']>;
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** null: it does not end by itself. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** null: never. */
  readonly lastUsedAt: Maybe<Scalars['DateTime']['output']>;
};

/** A page of keys. */
export type ApiKeyConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<ApiKeyEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<ApiKey>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A key and the cursor after which the next page begins. */
export type ApiKeyEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: ApiKey;
};

/** What may be embedded where. */
export type Widget = Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** What people call it. */
  readonly name: Scalars['String']['output'];
  /** Sites that may embed it, such as https://crm.example.com. */
  readonly origins: ReadonlyArray<Scalars['String']['output']>;
  /** Of what scopes. */
  readonly levels: ReadonlyArray<Level>;
  /** null: all that a level has. */
  readonly kpis: Maybe<ReadonlyArray<Kpi>>;
};

/** A page of widgets. */
export type WidgetConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<WidgetEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<Widget>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A widget and the cursor after which the next page begins. */
export type WidgetEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: Widget;
};

/** Who changed something. */
export type AuditActor = {
  /** key, person, operator or system. */
  readonly kind: Scalars['String']['output'];
  /** As it was called then. */
  readonly name: Maybe<Scalars['String']['output']>;
};

/** A piece of what is told of a change. */
export type AuditDetail = {
  /** What of it. */
  readonly name: Scalars['String']['output'];
  /** What is no text is written as JSON. */
  readonly value: Maybe<Scalars['String']['output']>;
};

/** One change. */
export type AuditEntry = {
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** Such as key.created. */
  readonly action: Scalars['String']['output'];
  /** Who. */
  readonly actor: AuditActor;
  /** What was changed. */
  readonly target: Maybe<Scalars['String']['output']>;
  /** How. There is no secret in it. */
  readonly detail: ReadonlyArray<AuditDetail>;
  /** Where the request came from. */
  readonly address: Maybe<Scalars['String']['output']>;
};

/** A page of changes. */
export type AuditConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<AuditEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<AuditEntry>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A change and the cursor after which the next page begins. */
export type AuditEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: AuditEntry;
};

/** What the tenant may use, and how much of it is used. */
export type Limits = {
  /** Of the tenant. */
  readonly requestsPerSecond: Scalars['Int']['output'];
  /** Of one credential. */
  readonly requestsPerSecondPerKey: Scalars['Int']['output'];
  /** Of what is sent in. */
  readonly ingestBytesPerSecond: Scalars['Long']['output'];
  /** null: as many as come. */
  readonly ingestBytesPerDay: Maybe<Scalars['Long']['output']>;
  /** Streams of live data that may be open at the same time. */
  readonly subscriptions: Scalars['Int']['output'];
  /** What has been sent in since midnight UTC. */
  readonly ingestBytesToday: Scalars['Long']['output'];
};

/** Where a job stands. */
export type JobState =
  | 'running'
  | 'done'
  | 'failed';

/** Work that goes on by itself: an import, a rebuild, an erasure. */
export type Job = Node & {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
  /** import, rebuild or erasure. */
  readonly kind: Scalars['String']['output'];
  /** Where it stands. */
  readonly state: JobState;
  /** Of `total`, in units of the kind: bytes of a file, entries of a log. */
  readonly done: Scalars['Long']['output'];
  /** 0 while it is not known. */
  readonly total: Scalars['Long']['output'];
  /** How fast it goes. */
  readonly eventsPerSecond: Scalars['Float']['output'];
  /** Why it failed. */
  readonly error: Maybe<Scalars['String']['output']>;
  /** What became of the rows of a file; imports only. */
  readonly import: Maybe<ImportCounts>;
};

/** A page of jobs. */
export type JobConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<JobEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<Job>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A job and the cursor after which the next page begins. */
export type JobEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: Job;
};

/** What became of the rows of a file. */
export type ImportCounts = {
  /** Read so far. */
  readonly rows: Scalars['Long']['output'];
  /** Events that were taken. */
  readonly accepted: Scalars['Long']['output'];
  /** Known already. */
  readonly duplicates: Scalars['Long']['output'];
  /** Rows that were not taken. */
  readonly rejected: Scalars['Long']['output'];
  /** The first 1,000 rows that were not taken. */
  readonly errors: ReadonlyArray<RowError>;
};

/** A row that was not taken. */
export type RowError = {
  /** Counted from 1, the heading included. */
  readonly line: Scalars['Int']['output'];
  /** Why, in one word. */
  readonly code: Scalars['String']['output'];
  /** In which column. */
  readonly field: Maybe<Scalars['String']['output']>;
  /** What is wrong, and how to mend it. */
  readonly message: Scalars['String']['output'];
};

/** What comes in, and how good it is. */
export type DataQuality = {
  /** Where it comes from. */
  readonly sources: ReadonlyArray<SourceQuality>;
  /** Events that were refused, by reason. */
  readonly rejected: ReadonlyArray<QualityCount>;
  /** What was taken but looks wrong, such as surveys without a case. */
  readonly findings: ReadonlyArray<QualityCount>;
  /** Entries of the log that could not be applied. */
  readonly setAside: ReadonlyArray<Scalars['Long']['output']>;
};

/** What comes from one source. */
export type SourceQuality = {
  /** As its events call it. */
  readonly source: Scalars['String']['output'];
  /** How many came. */
  readonly events: Scalars['Long']['output'];
  /** Of those, sent before. */
  readonly duplicates: Scalars['Long']['output'];
  /** Time of its latest event. */
  readonly lastEventAt: Maybe<Scalars['DateTime']['output']>;
  /** When something came from it last. */
  readonly lastArrivalAt: Maybe<Scalars['DateTime']['output']>;
  /** Events a minute, since it last sent. */
  readonly perMinute: Scalars['Float']['output'];
};

/** How often something was seen, and the last few times. */
export type QualityCount = {
  /** What it is, in one word. */
  readonly code: Scalars['String']['output'];
  /** How often. */
  readonly count: Scalars['Long']['output'];
  /** Where to look. */
  readonly samples: ReadonlyArray<Scalars['String']['output']>;
};

/** A day of the week. */
export type Weekday =
  | 'mon'
  | 'tue'
  | 'wed'
  | 'thu'
  | 'fri'
  | 'sat'
  | 'sun';

/** How urgent a case is. */
export type Priority =
  | 'low'
  | 'normal'
  | 'high'
  | 'urgent';

/** Which contacts are in the service level, and which of them are in time. */
export type ServiceLevelMode =
  | 'answeredAndAbandonedInTime'
  | 'answeredOnly'
  | 'allOffered'
  | 'excludeAbandonedInTime'
  | 'shortAsMet'
  | 'excludeShort';

/** The clock of an SLA policy. */
export type SlaClock =
  | 'calendar'
  | 'business';

/** Who may see figures of single agents. */
export type Onlooker =
  | 'admin'
  | 'lead'
  | 'self';

/** What the tenant has set. Durations are seconds. */
export type Settings = {
  /** What in time is. */
  readonly serviceLevel: ServiceLevelSettings;
  /** A contact about the same within so many days is a repeat. */
  readonly repeatWindowDays: Scalars['Int']['output'];
  /** null: all time counts. */
  readonly businessHours: Maybe<BusinessHours>;
  /** The first one that matches a case holds. */
  readonly slaPolicies: ReadonlyArray<SlaPolicy>;
  /** Tags that figures can be filtered by and broken down by. */
  readonly tagDimensions: ReadonlyArray<Scalars['String']['output']>;
  /** null: nothing expires. */
  readonly retentionDays: Maybe<Scalars['Int']['output']>;
  /** The first day of a week. */
  readonly weekStart: Weekday;
  /** A month, 1 to 12. */
  readonly fiscalYearStart: Scalars['Int']['output'];
  /** A year; 0.1 is 10 %. */
  readonly discountRate: Scalars['Float']['output'];
  /** Takes part in peer benchmarks. */
  readonly peerBenchmarks: Scalars['Boolean']['output'];
  /** Who may see figures of single agents. */
  readonly visibility: ReadonlyArray<Onlooker>;
  /** How customer health is weighed. */
  readonly health: HealthSettings;
  /** How agents are appraised. */
  readonly appraisal: AppraisalSettings;
  /** Where people sign in. */
  readonly oidc: OidcSettings;
  /** What was set, in order. */
  readonly history: ReadonlyArray<SettingsChange>;
  /** Judges the past anew by what was changed. null: nothing had to be. */
  readonly job: Maybe<Job>;
};

/** A change of settings. */
export type SettingsChange = {
  /** null: from the beginning. */
  readonly validFrom: Maybe<Scalars['DateTime']['output']>;
  /** Names of the settings that were given, others than those here too. One that is here and null was put back to its default. */
  readonly given: ReadonlyArray<Scalars['String']['output']>;
  /** null: not given, or its default again; so are the others. */
  readonly serviceLevel: Maybe<ServiceLevelSettings>;
  /** As in the settings. */
  readonly repeatWindowDays: Maybe<Scalars['Int']['output']>;
  /** As in the settings. */
  readonly businessHours: Maybe<BusinessHours>;
  /** As in the settings. */
  readonly slaPolicies: Maybe<ReadonlyArray<SlaPolicy>>;
  /** As in the settings. */
  readonly tagDimensions: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** As in the settings. */
  readonly retentionDays: Maybe<Scalars['Int']['output']>;
  /** As in the settings. */
  readonly weekStart: Maybe<Weekday>;
  /** As in the settings. */
  readonly fiscalYearStart: Maybe<Scalars['Int']['output']>;
  /** As in the settings. */
  readonly discountRate: Maybe<Scalars['Float']['output']>;
  /** As in the settings. */
  readonly peerBenchmarks: Maybe<Scalars['Boolean']['output']>;
  /** As in the settings. */
  readonly visibility: Maybe<ReadonlyArray<Onlooker>>;
  /** As in the settings. */
  readonly health: Maybe<HealthSettings>;
  /** As in the settings. */
  readonly appraisal: Maybe<AppraisalSettings>;
  /** As in the settings. */
  readonly oidc: Maybe<OidcSettings>;
};

/** How customer health is weighed. */
export type HealthSettings = {
  /** What each part weighs against the others. */
  readonly weights: HealthWeights;
};

/** Weights from 0 to 1,000, one over 0. In a change null is one that was left. */
export type HealthWeights = {
  /** What the customer says. */
  readonly satisfaction: Maybe<Scalars['Float']['output']>;
  /** How hard it was made. */
  readonly effort: Maybe<Scalars['Float']['output']>;
  /** How the customer sounds. */
  readonly sentiment: Maybe<Scalars['Float']['output']>;
  /** Cases that are not resolved. */
  readonly openCases: Maybe<Scalars['Float']['output']>;
  /** Complaints. */
  readonly complaints: Maybe<Scalars['Float']['output']>;
  /** How long ago the last contact was. */
  readonly recency: Maybe<Scalars['Float']['output']>;
};

/** How agents are appraised: by the first scheme that names their team or one above it, else the first without teams. */
export type AppraisalSettings = {
  /** In the order in which they are tried. */
  readonly schemes: ReadonlyArray<AppraisalScheme>;
};

/** By what agents of some teams are appraised. */
export type AppraisalScheme = {
  /** What people call it. */
  readonly name: Scalars['String']['output'];
  /** null: for who is in no team of another scheme. */
  readonly teams: Maybe<ReadonlyArray<Team>>;
  /** What is put together. */
  readonly parts: ReadonlyArray<AppraisalPart>;
};

/** A KPI in an appraisal. */
export type AppraisalPart = {
  /** Which one. */
  readonly kpi: Kpi;
  /** Against those of the other parts. */
  readonly weight: Scalars['Float']['output'];
  /** null: the target of the scope. */
  readonly target: Maybe<Scalars['Float']['output']>;
  /** Under so many observations the part leaves its weight to the others. */
  readonly minCount: Scalars['Int']['output'];
};

/** Where people sign in, and whose access tokens are taken. */
export type OidcSettings = {
  /** An issuer belongs to one tenant of the installation. */
  readonly issuers: ReadonlyArray<OidcIssuer>;
};

/** An OpenID Connect issuer. */
export type OidcIssuer = {
  /** Its address, as its tokens say it. */
  readonly issuer: Scalars['String']['output'];
  /** What access tokens have to be meant for. */
  readonly audience: Scalars['String']['output'];
  /** null: nobody signs in with it, it only issues access tokens. */
  readonly clientId: Maybe<Scalars['String']['output']>;
  /** `***` where one is kept; it is never shown. null: a public client. */
  readonly clientSecret: Maybe<Scalars['String']['output']>;
  /** Signatures that are believed. */
  readonly algorithms: ReadonlyArray<Scalars['String']['output']>;
  /** Names of claims. */
  readonly claims: OidcClaims;
  /** What values of the role claim stand for; others stand for themselves. */
  readonly roles: ReadonlyArray<OidcRole>;
};

/** Names of the claims that say what a person is. */
export type OidcClaims = {
  /** Such as carekpi_role. */
  readonly role: Scalars['String']['output'];
  /** Such as carekpi_teams. */
  readonly teams: Scalars['String']['output'];
  /** Such as carekpi_agent. */
  readonly agent: Scalars['String']['output'];
};

/** What a value of the role claim stands for. */
export type OidcRole = {
  /** Of the claim. */
  readonly value: Scalars['String']['output'];
  /** What the person is. */
  readonly role: Role;
};

/** What a contact answered in time is. */
export type ServiceLevelSettings = {
  /** null in a change that leaves it. */
  readonly mode: Maybe<ServiceLevelMode>;
  /** A wait up to it is in time; channels that are not here are not judged. */
  readonly thresholds: ReadonlyArray<ChannelSeconds>;
  /** Abandoned within it is short. */
  readonly shortAbandon: ReadonlyArray<ChannelSeconds>;
};

/** Seconds of a channel. */
export type ChannelSeconds = {
  /** Such as voice, chat or email. */
  readonly channel: Scalars['String']['output'];
  /** null in a change that takes the channel out. */
  readonly seconds: Maybe<Scalars['Float']['output']>;
};

/** When the tenant is open. */
export type BusinessHours = {
  /** Days that are open. */
  readonly days: ReadonlyArray<BusinessDay>;
  /** Days that are closed. */
  readonly holidays: ReadonlyArray<Scalars['Date']['output']>;
};

/** A day of the week and when it is open. */
export type BusinessDay = {
  /** Which day. */
  readonly weekday: Weekday;
  /** When it is open, in the order of time. */
  readonly windows: ReadonlyArray<TimeWindow>;
};

/** From one time of the day to another, such as 09:00 to 18:00; midnight at its end is 24:00. */
export type TimeWindow = {
  /** Included. */
  readonly from: Scalars['String']['output'];
  /** Not included. */
  readonly to: Scalars['String']['output'];
};

/** Targets of the cases that it matches, in seconds; null: that clock is not judged. */
export type SlaPolicy = {
  /** None: every one. */
  readonly priorities: ReadonlyArray<Priority>;
  /** None: every one. */
  readonly channels: ReadonlyArray<Scalars['String']['output']>;
  /** Until the first answer. */
  readonly firstResponse: Maybe<Scalars['Float']['output']>;
  /** Until each further answer. */
  readonly nextResponse: Maybe<Scalars['Float']['output']>;
  /** Until the case is resolved. */
  readonly resolution: Maybe<Scalars['Float']['output']>;
  /** Whether only open hours count. */
  readonly clock: SlaClock;
  /** The clock stands while the customer is awaited. */
  readonly pauseOnCustomer: Scalars['Boolean']['output'];
};

/** A target to be set. `key` is left out for TENANT. */
export type TargetInput = {
  /** Of what scope. */
  readonly level: Level;
  /** Of what scope. */
  readonly key?: InputMaybe<Scalars['String']['input']>;
  /** Of what. */
  readonly kpi: Scalars['String']['input'];
  /** In the KPI's unit. */
  readonly target: Scalars['Float']['input'];
  /** From here on it is a warning; for a KPI without a direction the other end of the band. */
  readonly warning?: InputMaybe<Scalars['Float']['input']>;
  /** The first day. null: today. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** The last day. null: until another one takes its place. */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

/** A KPI to be defined. With the code of one that the tenant has defined it becomes the next version of that. */
export type KpiInput = {
  /** What queries name it by. */
  readonly code: Scalars['String']['input'];
  /** What people call it. */
  readonly name: Scalars['String']['input'];
  /** Over measures, KPIs and numbers, such as: csat * 0.6 + nps * 0.4. */
  readonly formula: Scalars['String']['input'];
  /** Such as %, s or n. */
  readonly unit: Scalars['String']['input'];
  /** Which way is better. */
  readonly direction: Direction;
  /** What it speaks about. */
  readonly keyResultArea: KeyResultArea;
};

/** A KPI to be tried out on what there is. `key` is left out for TENANT. */
export type KpiPreviewInput = {
  /** What would be defined. */
  readonly kpi: KpiInput;
  /** For what scope. */
  readonly level: Level;
  /** For what scope. */
  readonly key?: InputMaybe<Scalars['String']['input']>;
  /** Over what period. */
  readonly period: PeriodInput;
  /** A series as well. */
  readonly interval?: InputMaybe<Interval>;
};

/** What a KPI would be. */
export type KpiPreview = {
  /** null where it cannot be read. */
  readonly value: Maybe<KpiValue>;
  /** With an interval. */
  readonly series: Maybe<Series>;
  /** What has to be mended. */
  readonly errors: ReadonlyArray<UserError>;
};

/** A token for an embedded widget: one scope and these KPIs, on one site. `key` is left out for TENANT. */
export type WidgetInput = {
  /** Of what scope. */
  readonly level: Level;
  /** Of what scope. */
  readonly key?: InputMaybe<Scalars['String']['input']>;
  /** What it may show. */
  readonly kpis: ReadonlyArray<Scalars['String']['input']>;
  /** Where it is embedded, such as https://crm.example.com: one of the origins of the tenant's widgets. */
  readonly origin: Scalars['String']['input'];
};

/** What may be embedded where. */
export type CreateWidgetInput = {
  /** What people call it. */
  readonly name: Scalars['String']['input'];
  /** Sites that may embed it, such as https://crm.example.com. */
  readonly origins: ReadonlyArray<Scalars['String']['input']>;
  /** Of what scopes. */
  readonly levels: ReadonlyArray<Level>;
  /** null: all that a level has. */
  readonly kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What of a widget is to be changed. What is left out stays; kpis: null takes the bound away. */
export type UpdateWidgetInput = {
  /** Which one. */
  readonly id: Scalars['ID']['input'];
  /** What people call it. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Sites that may embed it. */
  readonly origins?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Of what scopes. */
  readonly levels?: InputMaybe<ReadonlyArray<Level>>;
  /** null: all that a level has. */
  readonly kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A key to be made. */
export type KeyInput = {
  /** What people call it. */
  readonly name: Scalars['String']['input'];
  /** What it is good for. */
  readonly scopes: ReadonlyArray<KeyScope>;
  /** null: it does not end by itself. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Addresses that it is taken from, as CIDR; none: from everywhere. */
  readonly networks?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Scope WIDGET: the levels that it may mint tokens for. null: CUSTOMER. */
  readonly levels?: InputMaybe<ReadonlyArray<Level>>;
};

/** A person to be invited. */
export type InviteUserInput = {
  /** What the person signs in with. */
  readonly email: Scalars['String']['input'];
  /** What people call the person. */
  readonly name: Scalars['String']['input'];
  /** What the person may see. */
  readonly role: Role;
  /** LEAD: keys of the teams. */
  readonly teams?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** AGENT: the key that the person has in the figures. */
  readonly agent?: InputMaybe<Scalars['String']['input']>;
};

/** What of a person is to be changed. What is left out stays. */
export type UpdateUserInput = {
  /** Who. */
  readonly id: Scalars['ID']['input'];
  /** What the person signs in with. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** What people call the person. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** What the person may see. */
  readonly role?: InputMaybe<Role>;
  /** LEAD: keys of the teams. */
  readonly teams?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** AGENT: the key that the person has in the figures. */
  readonly agent?: InputMaybe<Scalars['String']['input']>;
  /** May not sign in; sessions end. */
  readonly disabled?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What an alert rule watches for: THRESHOLD with `above` or `below`, TARGET_MISSED, or CHANGE with `percent`. */
export type AlertConditionInput = {
  /** Which of the three. */
  readonly kind: AlertConditionKind;
  /** THRESHOLD: over this. */
  readonly above?: InputMaybe<Scalars['Float']['input']>;
  /** THRESHOLD: under this. */
  readonly below?: InputMaybe<Scalars['Float']['input']>;
  /** CHANGE: by at least so many percent, up or down. */
  readonly percent?: InputMaybe<Scalars['Float']['input']>;
};

/** An address of your own that is told. */
export type WebhookInput = {
  /** https. */
  readonly url: Scalars['String']['input'];
  /** Signs what is sent; 16 characters or more. Left out: as it is. */
  readonly secret?: InputMaybe<Scalars['String']['input']>;
};

/** An alert rule. With `id` that one becomes this, else it is a new one. */
export type AlertRuleInput = {
  /** null: a new one. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  /** What people call it. */
  readonly name: Scalars['String']['input'];
  /** Of what scopes. */
  readonly level: Level;
  /** null: every scope of the level. */
  readonly key?: InputMaybe<Scalars['String']['input']>;
  /** Of what. */
  readonly kpi: Scalars['String']['input'];
  /** What has to happen. */
  readonly condition: AlertConditionInput;
  /** Of which the value is looked at. */
  readonly period: PeriodPreset;
  /** Under so many observations nothing is raised. */
  readonly minCount?: InputMaybe<Scalars['Int']['input']>;
  /** So long nothing more is raised for the same scope. */
  readonly coolDownHours?: InputMaybe<Scalars['Int']['input']>;
  /** It is looked at. */
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Where alerts are sent besides. Left out: as it is; null: nowhere. */
  readonly webhook?: InputMaybe<WebhookInput>;
};

/** An answer of a customer that should not count. */
export type DisputeSurveyInput = {
  /** Key of the survey; evidence of a value tells it. */
  readonly survey: Scalars['String']['input'];
  /** Why: 1 to 1,000 characters. */
  readonly reason: Scalars['String']['input'];
};

/** What becomes of a disputed answer. It may be decided again; the last decision holds. */
export type DecideDisputeInput = {
  /** Which dispute. */
  readonly id: Scalars['ID']['input'];
  /** The answer counts no more (true), or it counts. */
  readonly exclude: Scalars['Boolean']['input'];
  /** Why: 1 to 1,000 characters. */
  readonly reason: Scalars['String']['input'];
};

/** Whom a report is mailed to. */
export type ReportEmailInput = {
  /** 1 to 20 addresses. */
  readonly to: ReadonlyArray<Scalars['String']['input']>;
};

/** A scorecard that is to be sent by itself. */
export type CreateReportInput = {
  /** What people call it. */
  readonly name: Scalars['String']['input'];
  /** Of whom. */
  readonly level: Level;
  /** Of whom; left out for TENANT. */
  readonly key?: InputMaybe<Scalars['String']['input']>;
  /** null: all that the level has. */
  readonly kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** How often. */
  readonly every: ReportPeriod;
  /** The time of the day, in the tenant's time zone. */
  readonly at?: Scalars['String']['input'];
  /** Language of it: en, zh-Hant, zh-Hans or ms. */
  readonly locale: Scalars['String']['input'];
  /** null: it is not mailed. */
  readonly email?: InputMaybe<ReportEmailInput>;
  /** null: it is sent to no address of your own. */
  readonly webhook?: InputMaybe<WebhookInput>;
  /** It is sent. */
  readonly enabled?: Scalars['Boolean']['input'];
};

/** What of a report is to be changed. What is left out stays; null takes it away. */
export type UpdateReportInput = {
  /** Which one. */
  readonly id: Scalars['ID']['input'];
  /** What people call it. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Of whom. With it `key` has to be said as well. */
  readonly level?: InputMaybe<Level>;
  /** Of whom; null for TENANT. */
  readonly key?: InputMaybe<Scalars['String']['input']>;
  /** null: all that the level has. */
  readonly kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** How often. */
  readonly every?: InputMaybe<ReportPeriod>;
  /** The time of the day, in the tenant's time zone. */
  readonly at?: InputMaybe<Scalars['String']['input']>;
  /** Language of it: en, zh-Hant, zh-Hans or ms. */
  readonly locale?: InputMaybe<Scalars['String']['input']>;
  /** null: it is not mailed. */
  readonly email?: InputMaybe<ReportEmailInput>;
  /** null: it is sent to no address of your own. */
  readonly webhook?: InputMaybe<WebhookInput>;
  /** It is sent. */
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A note on a day or on some days. */
export type AnnotationInput = {
  /** The first day. */
  readonly from: Scalars['Date']['input'];
  /** null: the day of `from` alone. */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
  /** What happened. */
  readonly text: Scalars['String']['input'];
  /** What it is about. null: all of the tenant. */
  readonly level?: InputMaybe<Level>;
  /** Of what scope. */
  readonly key?: InputMaybe<Scalars['String']['input']>;
};

/** Seconds of a channel. */
export type ChannelSecondsInput = {
  /** Such as voice, chat or email. */
  readonly channel: Scalars['String']['input'];
  /** null takes the channel out. */
  readonly seconds?: InputMaybe<Scalars['Float']['input']>;
};

/** What a contact answered in time is. What is left out stays. */
export type ServiceLevelInput = {
  /** Which contacts are in it, and which of them are in time. */
  readonly mode?: InputMaybe<ServiceLevelMode>;
  /** A wait up to it is in time. Channels that are left out stay. */
  readonly thresholds?: InputMaybe<ReadonlyArray<ChannelSecondsInput>>;
  /** Abandoned within it is short. Channels that are left out stay. */
  readonly shortAbandon?: InputMaybe<ReadonlyArray<ChannelSecondsInput>>;
};

/** From one time of the day to another; midnight at its end is 24:00. */
export type TimeWindowInput = {
  /** Such as 09:00. */
  readonly from: Scalars['String']['input'];
  /** Such as 18:00. */
  readonly to: Scalars['String']['input'];
};

/** A day of the week and when it is open. */
export type BusinessDayInput = {
  /** Which day. */
  readonly weekday: Weekday;
  /** When it is open. */
  readonly windows: ReadonlyArray<TimeWindowInput>;
};

/** When the tenant is open. It takes the place of what was set. */
export type BusinessHoursInput = {
  /** Days that are left out are closed. */
  readonly days: ReadonlyArray<BusinessDayInput>;
  /** Days that are closed. */
  readonly holidays?: ReadonlyArray<Scalars['Date']['input']>;
};

/** Targets of the cases that it matches, in seconds; one at least. */
export type SlaPolicyInput = {
  /** null or none: every one. */
  readonly priorities?: InputMaybe<ReadonlyArray<Priority>>;
  /** null or none: every one. */
  readonly channels?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Until the first answer. */
  readonly firstResponse?: InputMaybe<Scalars['Float']['input']>;
  /** Until each further answer. */
  readonly nextResponse?: InputMaybe<Scalars['Float']['input']>;
  /** Until the case is resolved. */
  readonly resolution?: InputMaybe<Scalars['Float']['input']>;
  /** Whether only open hours count. */
  readonly clock?: InputMaybe<SlaClock>;
  /** The clock stands while the customer is awaited. */
  readonly pauseOnCustomer?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Settings to be changed. What is left out stays; null is the default again. Lists take the place of what was set. */
export type SettingsInput = {
  /** What in time is. */
  readonly serviceLevel?: InputMaybe<ServiceLevelInput>;
  /** A contact about the same within so many days is a repeat. */
  readonly repeatWindowDays?: InputMaybe<Scalars['Int']['input']>;
  /** null: all time counts. */
  readonly businessHours?: InputMaybe<BusinessHoursInput>;
  /** The first one that matches a case holds. */
  readonly slaPolicies?: InputMaybe<ReadonlyArray<SlaPolicyInput>>;
  /** Tags that figures can be filtered by and broken down by. They hold for all time. */
  readonly tagDimensions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** null: nothing expires. */
  readonly retentionDays?: InputMaybe<Scalars['Int']['input']>;
  /** The first day of a week. */
  readonly weekStart?: InputMaybe<Weekday>;
  /** A month, 1 to 12. */
  readonly fiscalYearStart?: InputMaybe<Scalars['Int']['input']>;
  /** A year; 0.1 is 10 %. */
  readonly discountRate?: InputMaybe<Scalars['Float']['input']>;
  /** Takes part in peer benchmarks. */
  readonly peerBenchmarks?: InputMaybe<Scalars['Boolean']['input']>;
  /** Who may see figures of single agents. */
  readonly visibility?: InputMaybe<ReadonlyArray<Onlooker>>;
  /** How customer health is weighed. */
  readonly health?: InputMaybe<HealthSettingsInput>;
  /** How agents are appraised. */
  readonly appraisal?: InputMaybe<AppraisalSettingsInput>;
  /** Where people sign in. It holds from now on: give no `validFrom` with it. */
  readonly oidc?: InputMaybe<OidcSettingsInput>;
};

/** How customer health is weighed. */
export type HealthSettingsInput = {
  /** What is left out stays. */
  readonly weights?: InputMaybe<HealthWeightsInput>;
};

/** Weights from 0 to 1,000, one over 0. What is left out stays; null is the default again. */
export type HealthWeightsInput = {
  /** What the customer says. */
  readonly satisfaction?: InputMaybe<Scalars['Float']['input']>;
  /** How hard it was made. */
  readonly effort?: InputMaybe<Scalars['Float']['input']>;
  /** How the customer sounds. */
  readonly sentiment?: InputMaybe<Scalars['Float']['input']>;
  /** Cases that are not resolved. */
  readonly openCases?: InputMaybe<Scalars['Float']['input']>;
  /** Complaints. */
  readonly complaints?: InputMaybe<Scalars['Float']['input']>;
  /** How long ago the last contact was. */
  readonly recency?: InputMaybe<Scalars['Float']['input']>;
};

/** How agents are appraised. The schemes take the place of those that were set. */
export type AppraisalSettingsInput = {
  /** In the order in which they are tried. */
  readonly schemes: ReadonlyArray<AppraisalSchemeInput>;
};

/** By what agents of some teams are appraised. */
export type AppraisalSchemeInput = {
  /** What people call it. */
  readonly name: Scalars['String']['input'];
  /** Keys. null: for who is in no team of another scheme. */
  readonly teams?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** What is put together: 1 to 20. */
  readonly parts: ReadonlyArray<AppraisalPartInput>;
};

/** A KPI in an appraisal. */
export type AppraisalPartInput = {
  /** Its code. */
  readonly kpi: Scalars['String']['input'];
  /** Over 0, at most 1,000. */
  readonly weight: Scalars['Float']['input'];
  /** null: the target of the scope. */
  readonly target?: InputMaybe<Scalars['Float']['input']>;
  /** Under so many observations the part leaves its weight to the others. */
  readonly minCount?: Scalars['Int']['input'];
};

/** Where people sign in. The issuers take the place of those that were set. */
export type OidcSettingsInput = {
  /** At most ten. */
  readonly issuers: ReadonlyArray<OidcIssuerInput>;
};

/** An OpenID Connect issuer. */
export type OidcIssuerInput = {
  /** https. */
  readonly issuer: Scalars['String']['input'];
  /** What access tokens have to be meant for. */
  readonly audience: Scalars['String']['input'];
  /** null: nobody signs in with it, it only issues access tokens. */
  readonly clientId?: InputMaybe<Scalars['String']['input']>;
  /** `***`: the one that is kept. null: a public client. */
  readonly clientSecret?: InputMaybe<Scalars['String']['input']>;
  /** Signatures that are believed. null: RS256 and ES256. */
  readonly algorithms?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Names of claims. null: carekpi_role, carekpi_teams and carekpi_agent. */
  readonly claims?: InputMaybe<OidcClaimsInput>;
  /** What values of the role claim stand for; others stand for themselves. */
  readonly roles?: InputMaybe<ReadonlyArray<OidcRoleInput>>;
};

/** Names of the claims that say what a person is. */
export type OidcClaimsInput = {
  /** null: carekpi_role. */
  readonly role?: InputMaybe<Scalars['String']['input']>;
  /** null: carekpi_teams. */
  readonly teams?: InputMaybe<Scalars['String']['input']>;
  /** null: carekpi_agent. */
  readonly agent?: InputMaybe<Scalars['String']['input']>;
};

/** What a value of the role claim stands for. */
export type OidcRoleInput = {
  /** Of the claim. */
  readonly value: Scalars['String']['input'];
  /** What the person is. */
  readonly role: Role;
};

/** A change of settings. */
export type UpdateSettingsInput = {
  /** From when on it holds. null: from now on. */
  readonly validFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** It holds from the beginning, instead of `validFrom`. */
  readonly fromBeginning?: InputMaybe<Scalars['Boolean']['input']>;
  /** What is changed. */
  readonly settings: SettingsInput;
};

/** A month to be closed. */
export type CloseMonthInput = {
  /** Any day of it. It must be over. */
  readonly month: Scalars['Date']['input'];
};

/** A closed month to be opened again. */
export type ReopenMonthInput = {
  /** Any day of it. */
  readonly month: Scalars['Date']['input'];
};

/** A customer to be erased. */
export type EraseCustomerInput = {
  /** Its key. */
  readonly key: Scalars['String']['input'];
};

/** Problems a person can mend come back here; the rest are GraphQL errors with extensions.code. */
export type UserError = {
  /** Where it is, such as input, target. null: in the whole. */
  readonly field: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What is wrong, and how to mend it. */
  readonly message: Scalars['String']['output'];
  /** Such as BAD_INPUT. */
  readonly code: Scalars['String']['output'];
  /** Of a formula: where it cannot be read, counted from 0. */
  readonly position: Maybe<Scalars['Int']['output']>;
  /** Of a formula: how long that is. */
  readonly length: Maybe<Scalars['Int']['output']>;
};

/** The target that was set. */
export type SetTargetPayload = {
  /** null: it could not be done. */
  readonly target: Maybe<Target>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** Whether it was removed. */
export type RemoveTargetPayload = {
  /** It was there, and is not any more. */
  readonly removed: Scalars['Boolean']['output'];
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The KPI that was defined. */
export type DefineKpiPayload = {
  /** null: it could not be done. */
  readonly kpi: Maybe<Kpi>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** Whether it was removed. */
export type RemoveKpiPayload = {
  /** It was there, and is not any more. */
  readonly removed: Scalars['Boolean']['output'];
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** A token for an embedded widget. */
export type IssueWidgetTokenPayload = {
  /** Good for 15 minutes. */
  readonly token: Maybe<Scalars['String']['output']>;
  /** Until then. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The widget that was made. */
export type CreateWidgetPayload = {
  /** null: it could not be done. */
  readonly widget: Maybe<Widget>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The widget as it is now. */
export type UpdateWidgetPayload = {
  /** null: it could not be done. */
  readonly widget: Maybe<Widget>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** Whether it was removed. */
export type RemoveWidgetPayload = {
  /** It was there, and is not any more. */
  readonly removed: Scalars['Boolean']['output'];
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The alert as it is now. */
export type AcknowledgeAlertPayload = {
  /** null: it could not be done. */
  readonly alert: Maybe<Alert>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The rule as it is now. */
export type SetAlertRulePayload = {
  /** null: it could not be done. */
  readonly alertRule: Maybe<AlertRule>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** Whether it was removed. */
export type RemoveAlertRulePayload = {
  /** It was there, and is not any more. */
  readonly removed: Scalars['Boolean']['output'];
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The note that was made. */
export type AddAnnotationPayload = {
  /** null: it could not be done. */
  readonly annotation: Maybe<Annotation>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** Whether it was removed. */
export type RemoveAnnotationPayload = {
  /** It was there, and is not any more. */
  readonly removed: Scalars['Boolean']['output'];
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The settings as they are now. */
export type UpdateSettingsPayload = {
  /** As they are now. null: it could not be done. */
  readonly settings: Maybe<Settings>;
  /** Judges the past anew. null: nothing has to be. */
  readonly job: Maybe<Job>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The key that was made. */
export type CreateKeyPayload = {
  /** null: it could not be done. */
  readonly key: Maybe<ApiKey>;
  /** Shown this once. */
  readonly secret: Maybe<Scalars['String']['output']>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** Whether it was revoked. */
export type RevokeKeyPayload = {
  /** It is refused everywhere within two seconds. */
  readonly revoked: Scalars['Boolean']['output'];
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The person that was invited. */
export type InviteUserPayload = {
  /** null: it could not be done. */
  readonly user: Maybe<User>;
  /** Signs the person in once. Shown this once. */
  readonly token: Maybe<Scalars['String']['output']>;
  /** The page of this gateway that takes the token. */
  readonly link: Maybe<Scalars['String']['output']>;
  /** The token is good until then. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** A new link for a person. */
export type RenewInvitationPayload = {
  /** null: it could not be done. */
  readonly user: Maybe<User>;
  /** Signs the person in once; older ones end. Shown this once. */
  readonly token: Maybe<Scalars['String']['output']>;
  /** The page of this gateway that takes the token. */
  readonly link: Maybe<Scalars['String']['output']>;
  /** The token is good until then. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The person as it is now. */
export type UpdateUserPayload = {
  /** null: it could not be done. */
  readonly user: Maybe<User>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** Whether the person was removed; sessions end. */
export type RemoveUserPayload = {
  /** It was there, and is not any more. */
  readonly removed: Scalars['Boolean']['output'];
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The month that was closed. */
export type CloseMonthPayload = {
  /** null: it could not be done. */
  readonly month: Maybe<ClosedMonth>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** Whether it was opened again. */
export type ReopenMonthPayload = {
  /** It was closed, and is not any more. */
  readonly reopened: Scalars['Boolean']['output'];
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The job that erases a customer. */
export type EraseCustomerPayload = {
  /** Its progress. null: it could not be done. */
  readonly job: Maybe<Job>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The dispute. */
export type DisputeSurveyPayload = {
  /** null: it could not be done. */
  readonly dispute: Maybe<Dispute>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The dispute as it is now. */
export type DecideDisputePayload = {
  /** null: it could not be done. */
  readonly dispute: Maybe<Dispute>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** Whether it was taken back. */
export type WithdrawDisputePayload = {
  /** It was open, and is not any more. */
  readonly withdrawn: Scalars['Boolean']['output'];
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The report that was made. */
export type CreateReportPayload = {
  /** null: it could not be done. */
  readonly report: Maybe<Report>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The report as it is now. */
export type UpdateReportPayload = {
  /** null: it could not be done. */
  readonly report: Maybe<Report>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** Whether it was removed. */
export type RemoveReportPayload = {
  /** It was there, and is not any more. */
  readonly removed: Scalars['Boolean']['output'];
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** What is being sent. */
export type SendReportPayload = {
  /** null: it could not be done. */
  readonly delivery: Maybe<ReportDelivery>;
  /** What has to be mended; then nothing was changed. */
  readonly errors: ReadonlyArray<UserError>;
};

/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type Mutation = {
  /** A target of a scope and a KPI; it may not overlap with another one of them. */
  readonly setTarget: SetTargetPayload;
  /** Takes a target away. */
  readonly removeTarget: RemoveTargetPayload;
  /** A KPI of the tenant's own, or the next version of one. */
  readonly defineKpi: DefineKpiPayload;
  /** Takes a KPI of the tenant's own away. */
  readonly removeKpi: RemoveKpiPayload;
  /** A token for an embedded widget. For back ends, with a key that has the scope WIDGET. */
  readonly issueWidgetToken: IssueWidgetTokenPayload;
  /** Says what may be embedded where. */
  readonly createWidget: CreateWidgetPayload;
  /** Says it anew. */
  readonly updateWidget: UpdateWidgetPayload;
  /** It may not be embedded any more. */
  readonly removeWidget: RemoveWidgetPayload;
  /** Somebody has seen it. */
  readonly acknowledgeAlert: AcknowledgeAlertPayload;
  /** Makes an alert rule, or changes one. */
  readonly setAlertRule: SetAlertRulePayload;
  /** Takes an alert rule away; its alerts stay. */
  readonly removeAlertRule: RemoveAlertRulePayload;
  /** A note on a day or on some days. */
  readonly addAnnotation: AddAnnotationPayload;
  /** Takes a note away. */
  readonly removeAnnotation: RemoveAnnotationPayload;
  /** Changes settings. What the past is judged by starts a job. */
  readonly updateSettings: UpdateSettingsPayload;
  /** Makes a key; its secret is shown this once. */
  readonly createKey: CreateKeyPayload;
  /** Ends a key. */
  readonly revokeKey: RevokeKeyPayload;
  /** Invites a person with a link that works once, for a day. */
  readonly inviteUser: InviteUserPayload;
  /** A new link for a person; the older ones end. */
  readonly renewInvitation: RenewInvitationPayload;
  /** Changes what a person is. */
  readonly updateUser: UpdateUserPayload;
  /** Removes a person; sessions end. */
  readonly removeUser: RemoveUserPayload;
  /** Keeps the values of a month as they are. */
  readonly closeMonth: CloseMonthPayload;
  /** Lets the values of a month move again. */
  readonly reopenMonth: ReopenMonthPayload;
  /** Erases a customer for good: the key becomes a random one, names, texts and attributes go, the numbers stay. While it runs, asking again gives the same job. */
  readonly eraseCustomer: EraseCustomerPayload;
  /** Says that an answer should not count. Agents dispute those credited to them, leads those of their agents, admins any. */
  readonly disputeSurvey: DisputeSurveyPayload;
  /** A lead of the agent's team or an admin decides, never about the own answers. Every KPI of the answer follows. */
  readonly decideDispute: DecideDisputePayload;
  /** Takes back one's own dispute while it is open. */
  readonly withdrawDispute: WithdrawDisputePayload;
  /** A scorecard that is sent every week or month. */
  readonly createReport: CreateReportPayload;
  /** Changes a report. */
  readonly updateReport: UpdateReportPayload;
  /** It is not sent any more. */
  readonly removeReport: RemoveReportPayload;
  /** Sends a report now, of the last period that is over. */
  readonly sendReport: SendReportPayload;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationSetTargetArgs = {
  input: TargetInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationRemoveTargetArgs = {
  id: Scalars['ID']['input'];
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationDefineKpiArgs = {
  input: KpiInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationRemoveKpiArgs = {
  id: Scalars['ID']['input'];
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationIssueWidgetTokenArgs = {
  input: WidgetInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationCreateWidgetArgs = {
  input: CreateWidgetInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationUpdateWidgetArgs = {
  input: UpdateWidgetInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationRemoveWidgetArgs = {
  id: Scalars['ID']['input'];
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationAcknowledgeAlertArgs = {
  id: Scalars['ID']['input'];
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationSetAlertRuleArgs = {
  input: AlertRuleInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationRemoveAlertRuleArgs = {
  id: Scalars['ID']['input'];
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationAddAnnotationArgs = {
  input: AnnotationInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationRemoveAnnotationArgs = {
  id: Scalars['ID']['input'];
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationUpdateSettingsArgs = {
  input: UpdateSettingsInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationCreateKeyArgs = {
  input: KeyInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationRevokeKeyArgs = {
  id: Scalars['ID']['input'];
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationInviteUserArgs = {
  input: InviteUserInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationRenewInvitationArgs = {
  id: Scalars['ID']['input'];
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationUpdateUserArgs = {
  input: UpdateUserInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationRemoveUserArgs = {
  id: Scalars['ID']['input'];
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationCloseMonthArgs = {
  input: CloseMonthInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationReopenMonthArgs = {
  input: ReopenMonthInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationEraseCustomerArgs = {
  input: EraseCustomerInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationDisputeSurveyArgs = {
  input: DisputeSurveyInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationDecideDisputeArgs = {
  input: DecideDisputeInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationWithdrawDisputeArgs = {
  id: Scalars['ID']['input'];
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationCreateReportArgs = {
  input: CreateReportInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationUpdateReportArgs = {
  input: UpdateReportInput;
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationRemoveReportArgs = {
  id: Scalars['ID']['input'];
};


/** What is changed. Changes are made one after another, each once: one whose answer did not come is not made again. */
export type MutationSendReportArgs = {
  id: Scalars['ID']['input'];
};

/** What is asked. */
export type Query = {
  /** Who asks. */
  readonly viewer: Viewer;
  /** What a KPI would be, before it is defined. */
  readonly previewKpi: KpiPreview;
  /** The tenant of the credential. */
  readonly tenant: Tenant;
  /** Anything by its global id; null when there is no such thing for this credential. */
  readonly node: Maybe<Node>;
  /** A scope by the key that your own systems use. */
  readonly scope: Maybe<Scope>;
  /** The catalogue, in its own order. */
  readonly kpis: ReadonlyArray<Kpi>;
  /** One KPI of the catalogue. */
  readonly kpi: Maybe<Kpi>;
};


/** What is asked. */
export type QueryPreviewKpiArgs = {
  input: KpiPreviewInput;
};


/** What is asked. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** What is asked. */
export type QueryScopeArgs = {
  level: Level;
  key: Scalars['String']['input'];
};


/** What is asked. */
export type QueryKpisArgs = {
  codes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  keyResultArea?: InputMaybe<KeyResultArea>;
  tier?: InputMaybe<Tier>;
};


/** What is asked. */
export type QueryKpiArgs = {
  code: Scalars['String']['input'];
};

/** What is told as it happens, over SSE or WebSocket. A subscription ends with the credential. */
export type Subscription = {
  /** The scorecard at once, and again after each change of its scope. Changes that come faster than they are taken become one. */
  readonly scorecardChanged: Scorecard;
  /** Each alert as it is raised. */
  readonly alertRaised: Alert;
};


/** What is told as it happens, over SSE or WebSocket. A subscription ends with the credential. */
export type SubscriptionScorecardChangedArgs = {
  scope: Scalars['ID']['input'];
  period: PeriodInput;
  kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What is now: as far as the caller sees it. */
export type Now = {
  /** The instant that it holds for. */
  readonly at: Scalars['DateTime']['output'];
  /** How many agents have each status. */
  readonly statuses: ReadonlyArray<StatusCount>;
  /** Who waits, the longest wait first: contacts of the last 24 hours that were queued and have not ended. They are no team's yet, so a team has all of the tenant's. */
  readonly queues: ReadonlyArray<QueueNow>;
  /** More than 10,000 wait: those that have waited longest are told. */
  readonly capped: Scalars['Boolean']['output'];
  /** Agents in key order, at most 100 a page. */
  readonly agents: AgentNowConnection;
};


/** What is now: as far as the caller sees it. */
export type NowAgentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  status?: InputMaybe<AgentStatus>;
};

/** What an agent does. It lasts until the next status, at most 16 hours. */
export type AgentStatus =
  | 'available'
  | 'assisting'
  | 'wrap'
  | 'training'
  | 'break'
  /** Also who has had no status for 16 hours. */
  | 'offline';

/** How many agents have a status. */
export type StatusCount = {
  /** Which one. */
  readonly status: AgentStatus;
  /** How many. */
  readonly agents: Scalars['Int']['output'];
};

/** A queue in which somebody waits. */
export type QueueNow = {
  /** Of the contacts: `voice`, `chat` … */
  readonly channel: Scalars['String']['output'];
  /** Its name; null: the events name none. */
  readonly queue: Maybe<Scalars['String']['output']>;
  /** How many wait. */
  readonly waiting: Scalars['Int']['output'];
  /** Since when the one does who has waited longest. */
  readonly longestSince: Scalars['DateTime']['output'];
};

/** The running status of an agent. */
export type AgentNow = {
  /** Whose it is. */
  readonly agent: Agent;
  /** What it is. */
  readonly status: AgentStatus;
  /** Since when; null: no status of the last 16 hours. */
  readonly since: Maybe<Scalars['DateTime']['output']>;
};

/** A page of running statuses. */
export type AgentNowConnection = {
  /** Each with its cursor. */
  readonly edges: ReadonlyArray<AgentNowEdge>;
  /** Without cursors. */
  readonly nodes: ReadonlyArray<AgentNow>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A running status and the cursor after which the next page begins. */
export type AgentNowEdge = {
  /** Opaque: the next page begins after it. */
  readonly cursor: Scalars['String']['output'];
  /** What the page lists. */
  readonly node: AgentNow;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Long: ResolverTypeWrapper<Scalars['Long']['output']>;
  Level: Level;
  Interval: Interval;
  Dimension: Dimension;
  KeyResultArea: KeyResultArea;
  Tier: Tier;
  Direction: Direction;
  TargetState: TargetState;
  PeriodPreset: PeriodPreset;
  PeriodInput: PeriodInput;
  Filter: Filter;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Node: ResolverTypeWrapper<NodeRef>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Scope: ResolverTypeWrapper<ScopeRef>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Tenant: ResolverTypeWrapper<ScopeRef>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Team: ResolverTypeWrapper<ScopeRef>;
  Agent: ResolverTypeWrapper<ScopeRef>;
  Customer: ResolverTypeWrapper<ScopeRef>;
  PageInfo: ResolverTypeWrapper<ConnectionInfo>;
  TeamConnection: ResolverTypeWrapper<Page>;
  TeamEdge: ResolverTypeWrapper<ScopeRef>;
  AgentConnection: ResolverTypeWrapper<Page>;
  AgentEdge: ResolverTypeWrapper<ScopeRef>;
  CustomerConnection: ResolverTypeWrapper<Page>;
  CustomerEdge: ResolverTypeWrapper<ScopeRef>;
  Period: ResolverTypeWrapper<Period>;
  Scorecard: ResolverTypeWrapper<ScorecardRef>;
  KpiValue: ResolverTypeWrapper<KpiValueRef>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  DriverDimension: DriverDimension;
  Drivers: ResolverTypeWrapper<DriversRef>;
  Driver: ResolverTypeWrapper<DriverRef>;
  EvidenceConnection: ResolverTypeWrapper<EvidencePage>;
  EvidenceEdge: ResolverTypeWrapper<Omit<EvidenceEdge, 'node'> & { node: ResolversTypes['Evidence'] }>;
  EvidenceKind: EvidenceKind;
  EvidencePart: EvidencePart;
  Evidence: ResolverTypeWrapper<NodeEvidence>;
  Part: ResolverTypeWrapper<NodePart>;
  Confidence: ResolverTypeWrapper<Confidence>;
  Distribution: ResolverTypeWrapper<Distribution>;
  Comparison: ResolverTypeWrapper<Comparison>;
  Target: ResolverTypeWrapper<NodeTarget>;
  TargetConnection: ResolverTypeWrapper<TargetPage>;
  TargetEdge: ResolverTypeWrapper<Omit<TargetEdge, 'node'> & { node: ResolversTypes['Target'] }>;
  TargetStatus: ResolverTypeWrapper<NodeTargetStatus>;
  Benchmark: ResolverTypeWrapper<NodeBenchmark>;
  IndustryBenchmark: ResolverTypeWrapper<IndustryBenchmark>;
  PeerBenchmark: ResolverTypeWrapper<NodePeers>;
  Rank: ResolverTypeWrapper<Rank>;
  Kpi: ResolverTypeWrapper<KpiRef>;
  Series: ResolverTypeWrapper<SeriesRef>;
  Point: ResolverTypeWrapper<Point>;
  BreakdownItem: ResolverTypeWrapper<BreakdownRef>;
  RankingEntry: ResolverTypeWrapper<RankedRef>;
  CohortMeasure: CohortMeasure;
  CohortTable: ResolverTypeWrapper<Omit<CohortTable, 'rows'> & { rows: ReadonlyArray<ResolversTypes['CohortRow']> }>;
  CohortRow: ResolverTypeWrapper<NodeCohortRow>;
  CohortCell: ResolverTypeWrapper<CohortCell>;
  Alert: ResolverTypeWrapper<NodeAlert>;
  AlertConnection: ResolverTypeWrapper<AlertPage>;
  AlertEdge: ResolverTypeWrapper<Omit<AlertEdge, 'node'> & { node: ResolversTypes['Alert'] }>;
  AlertConditionKind: AlertConditionKind;
  AlertCondition: ResolverTypeWrapper<AlertCondition>;
  Webhook: ResolverTypeWrapper<Webhook>;
  AlertRule: ResolverTypeWrapper<NodeAlertRule>;
  AlertRuleConnection: ResolverTypeWrapper<AlertRulePage>;
  AlertRuleEdge: ResolverTypeWrapper<Omit<AlertRuleEdge, 'node'> & { node: ResolversTypes['AlertRule'] }>;
  DisputeState: DisputeState;
  Dispute: ResolverTypeWrapper<NodeDispute>;
  DisputeConnection: ResolverTypeWrapper<DisputePage>;
  DisputeEdge: ResolverTypeWrapper<Omit<DisputeEdge, 'node'> & { node: ResolversTypes['Dispute'] }>;
  ReportPeriod: ReportPeriod;
  ReportFormat: ReportFormat;
  ReportEmail: ResolverTypeWrapper<ReportEmail>;
  Report: ResolverTypeWrapper<NodeReport>;
  ReportConnection: ResolverTypeWrapper<ReportPage>;
  ReportEdge: ResolverTypeWrapper<Omit<ReportEdge, 'node'> & { node: ResolversTypes['Report'] }>;
  DeliveryState: DeliveryState;
  ReportDelivery: ResolverTypeWrapper<NodeDelivery>;
  ReportDeliveryConnection: ResolverTypeWrapper<ReportDeliveryPage>;
  ReportDeliveryEdge: ResolverTypeWrapper<Omit<ReportDeliveryEdge, 'node'> & { node: ResolversTypes['ReportDelivery'] }>;
  Annotation: ResolverTypeWrapper<NodeAnnotation>;
  AnnotationConnection: ResolverTypeWrapper<AnnotationPage>;
  AnnotationEdge: ResolverTypeWrapper<Omit<AnnotationEdge, 'node'> & { node: ResolversTypes['Annotation'] }>;
  ClosedMonth: ResolverTypeWrapper<NodeMonth>;
  ClosedMonthConnection: ResolverTypeWrapper<ClosedMonthPage>;
  ClosedMonthEdge: ResolverTypeWrapper<Omit<ClosedMonthEdge, 'node'> & { node: ResolversTypes['ClosedMonth'] }>;
  ViewerKind: ViewerKind;
  KeyScope: KeyScope;
  Role: Role;
  Viewer: ResolverTypeWrapper<NodeCaller>;
  WidgetGrant: ResolverTypeWrapper<Grant>;
  User: ResolverTypeWrapper<NodeUser>;
  UserConnection: ResolverTypeWrapper<UserPage>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  ApiKey: ResolverTypeWrapper<NodeKey>;
  ApiKeyConnection: ResolverTypeWrapper<ApiKeyPage>;
  ApiKeyEdge: ResolverTypeWrapper<Omit<ApiKeyEdge, 'node'> & { node: ResolversTypes['ApiKey'] }>;
  Widget: ResolverTypeWrapper<NodeWidgetEntry>;
  WidgetConnection: ResolverTypeWrapper<WidgetPage>;
  WidgetEdge: ResolverTypeWrapper<Omit<WidgetEdge, 'node'> & { node: ResolversTypes['Widget'] }>;
  AuditActor: ResolverTypeWrapper<AuditActor>;
  AuditDetail: ResolverTypeWrapper<AuditDetail>;
  AuditEntry: ResolverTypeWrapper<NodeAuditEntry>;
  AuditConnection: ResolverTypeWrapper<AuditPage>;
  AuditEdge: ResolverTypeWrapper<Omit<AuditEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  Limits: ResolverTypeWrapper<NodeLimits>;
  JobState: JobState;
  Job: ResolverTypeWrapper<NodeJob>;
  JobConnection: ResolverTypeWrapper<JobPage>;
  JobEdge: ResolverTypeWrapper<Omit<JobEdge, 'node'> & { node: ResolversTypes['Job'] }>;
  ImportCounts: ResolverTypeWrapper<ImportCounts>;
  RowError: ResolverTypeWrapper<RowError>;
  DataQuality: ResolverTypeWrapper<DataQuality>;
  SourceQuality: ResolverTypeWrapper<SourceQuality>;
  QualityCount: ResolverTypeWrapper<QualityCount>;
  Weekday: Weekday;
  Priority: Priority;
  ServiceLevelMode: ServiceLevelMode;
  SlaClock: SlaClock;
  Onlooker: Onlooker;
  Settings: ResolverTypeWrapper<NodeSettings>;
  SettingsChange: ResolverTypeWrapper<NodeSettingsEntry>;
  HealthSettings: ResolverTypeWrapper<NodeHealth>;
  HealthWeights: ResolverTypeWrapper<NodeHealthWeights>;
  AppraisalSettings: ResolverTypeWrapper<NodeAppraisal>;
  AppraisalScheme: ResolverTypeWrapper<NodeAppraisalScheme>;
  AppraisalPart: ResolverTypeWrapper<NodeAppraisalPart>;
  OidcSettings: ResolverTypeWrapper<NodeOidc>;
  OidcIssuer: ResolverTypeWrapper<NodeOidcIssuer>;
  OidcClaims: ResolverTypeWrapper<NodeOidcClaims>;
  OidcRole: ResolverTypeWrapper<OidcRole>;
  ServiceLevelSettings: ResolverTypeWrapper<NodeServiceLevel>;
  ChannelSeconds: ResolverTypeWrapper<ChannelSeconds>;
  BusinessHours: ResolverTypeWrapper<NodeBusinessHours>;
  BusinessDay: ResolverTypeWrapper<BusinessDay>;
  TimeWindow: ResolverTypeWrapper<TimeWindow>;
  SlaPolicy: ResolverTypeWrapper<NodeSlaPolicy>;
  TargetInput: TargetInput;
  KpiInput: KpiInput;
  KpiPreviewInput: KpiPreviewInput;
  KpiPreview: ResolverTypeWrapper<Omit<KpiPreview, 'value' | 'series' | 'errors'> & { value?: Maybe<ResolversTypes['KpiValue']>, series?: Maybe<ResolversTypes['Series']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  WidgetInput: WidgetInput;
  CreateWidgetInput: CreateWidgetInput;
  UpdateWidgetInput: UpdateWidgetInput;
  KeyInput: KeyInput;
  InviteUserInput: InviteUserInput;
  UpdateUserInput: UpdateUserInput;
  AlertConditionInput: AlertConditionInput;
  WebhookInput: WebhookInput;
  AlertRuleInput: AlertRuleInput;
  DisputeSurveyInput: DisputeSurveyInput;
  DecideDisputeInput: DecideDisputeInput;
  ReportEmailInput: ReportEmailInput;
  CreateReportInput: CreateReportInput;
  UpdateReportInput: UpdateReportInput;
  AnnotationInput: AnnotationInput;
  ChannelSecondsInput: ChannelSecondsInput;
  ServiceLevelInput: ServiceLevelInput;
  TimeWindowInput: TimeWindowInput;
  BusinessDayInput: BusinessDayInput;
  BusinessHoursInput: BusinessHoursInput;
  SlaPolicyInput: SlaPolicyInput;
  SettingsInput: SettingsInput;
  HealthSettingsInput: HealthSettingsInput;
  HealthWeightsInput: HealthWeightsInput;
  AppraisalSettingsInput: AppraisalSettingsInput;
  AppraisalSchemeInput: AppraisalSchemeInput;
  AppraisalPartInput: AppraisalPartInput;
  OidcSettingsInput: OidcSettingsInput;
  OidcIssuerInput: OidcIssuerInput;
  OidcClaimsInput: OidcClaimsInput;
  OidcRoleInput: OidcRoleInput;
  UpdateSettingsInput: UpdateSettingsInput;
  CloseMonthInput: CloseMonthInput;
  ReopenMonthInput: ReopenMonthInput;
  EraseCustomerInput: EraseCustomerInput;
  UserError: ResolverTypeWrapper<UserProblem>;
  SetTargetPayload: ResolverTypeWrapper<Omit<SetTargetPayload, 'target' | 'errors'> & { target?: Maybe<ResolversTypes['Target']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  RemoveTargetPayload: ResolverTypeWrapper<Omit<RemoveTargetPayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  DefineKpiPayload: ResolverTypeWrapper<Omit<DefineKpiPayload, 'kpi' | 'errors'> & { kpi?: Maybe<ResolversTypes['Kpi']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  RemoveKpiPayload: ResolverTypeWrapper<Omit<RemoveKpiPayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  IssueWidgetTokenPayload: ResolverTypeWrapper<Omit<IssueWidgetTokenPayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CreateWidgetPayload: ResolverTypeWrapper<Omit<CreateWidgetPayload, 'widget' | 'errors'> & { widget?: Maybe<ResolversTypes['Widget']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  UpdateWidgetPayload: ResolverTypeWrapper<Omit<UpdateWidgetPayload, 'widget' | 'errors'> & { widget?: Maybe<ResolversTypes['Widget']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  RemoveWidgetPayload: ResolverTypeWrapper<Omit<RemoveWidgetPayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  AcknowledgeAlertPayload: ResolverTypeWrapper<Omit<AcknowledgeAlertPayload, 'alert' | 'errors'> & { alert?: Maybe<ResolversTypes['Alert']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  SetAlertRulePayload: ResolverTypeWrapper<Omit<SetAlertRulePayload, 'alertRule' | 'errors'> & { alertRule?: Maybe<ResolversTypes['AlertRule']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  RemoveAlertRulePayload: ResolverTypeWrapper<Omit<RemoveAlertRulePayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  AddAnnotationPayload: ResolverTypeWrapper<Omit<AddAnnotationPayload, 'annotation' | 'errors'> & { annotation?: Maybe<ResolversTypes['Annotation']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  RemoveAnnotationPayload: ResolverTypeWrapper<Omit<RemoveAnnotationPayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  UpdateSettingsPayload: ResolverTypeWrapper<SettingsDone>;
  CreateKeyPayload: ResolverTypeWrapper<Omit<CreateKeyPayload, 'key' | 'errors'> & { key?: Maybe<ResolversTypes['ApiKey']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  RevokeKeyPayload: ResolverTypeWrapper<Omit<RevokeKeyPayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  InviteUserPayload: ResolverTypeWrapper<Omit<InviteUserPayload, 'user' | 'errors'> & { user?: Maybe<ResolversTypes['User']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  RenewInvitationPayload: ResolverTypeWrapper<Omit<RenewInvitationPayload, 'user' | 'errors'> & { user?: Maybe<ResolversTypes['User']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  UpdateUserPayload: ResolverTypeWrapper<Omit<UpdateUserPayload, 'user' | 'errors'> & { user?: Maybe<ResolversTypes['User']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  RemoveUserPayload: ResolverTypeWrapper<Omit<RemoveUserPayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CloseMonthPayload: ResolverTypeWrapper<Omit<CloseMonthPayload, 'month' | 'errors'> & { month?: Maybe<ResolversTypes['ClosedMonth']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  ReopenMonthPayload: ResolverTypeWrapper<Omit<ReopenMonthPayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  EraseCustomerPayload: ResolverTypeWrapper<Omit<EraseCustomerPayload, 'job' | 'errors'> & { job?: Maybe<ResolversTypes['Job']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  DisputeSurveyPayload: ResolverTypeWrapper<Omit<DisputeSurveyPayload, 'dispute' | 'errors'> & { dispute?: Maybe<ResolversTypes['Dispute']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  DecideDisputePayload: ResolverTypeWrapper<Omit<DecideDisputePayload, 'dispute' | 'errors'> & { dispute?: Maybe<ResolversTypes['Dispute']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  WithdrawDisputePayload: ResolverTypeWrapper<Omit<WithdrawDisputePayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CreateReportPayload: ResolverTypeWrapper<Omit<CreateReportPayload, 'report' | 'errors'> & { report?: Maybe<ResolversTypes['Report']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  UpdateReportPayload: ResolverTypeWrapper<Omit<UpdateReportPayload, 'report' | 'errors'> & { report?: Maybe<ResolversTypes['Report']>, errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  RemoveReportPayload: ResolverTypeWrapper<Omit<RemoveReportPayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['UserError']> }>;
  SendReportPayload: ResolverTypeWrapper<Sent>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Now: ResolverTypeWrapper<NowRef>;
  AgentStatus: AgentStatus;
  StatusCount: ResolverTypeWrapper<StatusCount>;
  QueueNow: ResolverTypeWrapper<QueueNow>;
  AgentNow: ResolverTypeWrapper<NodeAgentNow>;
  AgentNowConnection: ResolverTypeWrapper<AgentNowPage>;
  AgentNowEdge: ResolverTypeWrapper<Omit<AgentNowEdge, 'node'> & { node: ResolversTypes['AgentNow'] }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Long: Scalars['Long']['output'];
  PeriodInput: PeriodInput;
  Filter: Filter;
  String: Scalars['String']['output'];
  Node: NodeRef;
  ID: Scalars['ID']['output'];
  Scope: ScopeRef;
  Int: Scalars['Int']['output'];
  Tenant: ScopeRef;
  Boolean: Scalars['Boolean']['output'];
  Team: ScopeRef;
  Agent: ScopeRef;
  Customer: ScopeRef;
  PageInfo: ConnectionInfo;
  TeamConnection: Page;
  TeamEdge: ScopeRef;
  AgentConnection: Page;
  AgentEdge: ScopeRef;
  CustomerConnection: Page;
  CustomerEdge: ScopeRef;
  Period: Period;
  Scorecard: ScorecardRef;
  KpiValue: KpiValueRef;
  Float: Scalars['Float']['output'];
  Drivers: DriversRef;
  Driver: DriverRef;
  EvidenceConnection: EvidencePage;
  EvidenceEdge: Omit<EvidenceEdge, 'node'> & { node: ResolversParentTypes['Evidence'] };
  Evidence: NodeEvidence;
  Part: NodePart;
  Confidence: Confidence;
  Distribution: Distribution;
  Comparison: Comparison;
  Target: NodeTarget;
  TargetConnection: TargetPage;
  TargetEdge: Omit<TargetEdge, 'node'> & { node: ResolversParentTypes['Target'] };
  TargetStatus: NodeTargetStatus;
  Benchmark: NodeBenchmark;
  IndustryBenchmark: IndustryBenchmark;
  PeerBenchmark: NodePeers;
  Rank: Rank;
  Kpi: KpiRef;
  Series: SeriesRef;
  Point: Point;
  BreakdownItem: BreakdownRef;
  RankingEntry: RankedRef;
  CohortTable: Omit<CohortTable, 'rows'> & { rows: ReadonlyArray<ResolversParentTypes['CohortRow']> };
  CohortRow: NodeCohortRow;
  CohortCell: CohortCell;
  Alert: NodeAlert;
  AlertConnection: AlertPage;
  AlertEdge: Omit<AlertEdge, 'node'> & { node: ResolversParentTypes['Alert'] };
  AlertCondition: AlertCondition;
  Webhook: Webhook;
  AlertRule: NodeAlertRule;
  AlertRuleConnection: AlertRulePage;
  AlertRuleEdge: Omit<AlertRuleEdge, 'node'> & { node: ResolversParentTypes['AlertRule'] };
  Dispute: NodeDispute;
  DisputeConnection: DisputePage;
  DisputeEdge: Omit<DisputeEdge, 'node'> & { node: ResolversParentTypes['Dispute'] };
  ReportEmail: ReportEmail;
  Report: NodeReport;
  ReportConnection: ReportPage;
  ReportEdge: Omit<ReportEdge, 'node'> & { node: ResolversParentTypes['Report'] };
  ReportDelivery: NodeDelivery;
  ReportDeliveryConnection: ReportDeliveryPage;
  ReportDeliveryEdge: Omit<ReportDeliveryEdge, 'node'> & { node: ResolversParentTypes['ReportDelivery'] };
  Annotation: NodeAnnotation;
  AnnotationConnection: AnnotationPage;
  AnnotationEdge: Omit<AnnotationEdge, 'node'> & { node: ResolversParentTypes['Annotation'] };
  ClosedMonth: NodeMonth;
  ClosedMonthConnection: ClosedMonthPage;
  ClosedMonthEdge: Omit<ClosedMonthEdge, 'node'> & { node: ResolversParentTypes['ClosedMonth'] };
  Viewer: NodeCaller;
  WidgetGrant: Grant;
  User: NodeUser;
  UserConnection: UserPage;
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  ApiKey: NodeKey;
  ApiKeyConnection: ApiKeyPage;
  ApiKeyEdge: Omit<ApiKeyEdge, 'node'> & { node: ResolversParentTypes['ApiKey'] };
  Widget: NodeWidgetEntry;
  WidgetConnection: WidgetPage;
  WidgetEdge: Omit<WidgetEdge, 'node'> & { node: ResolversParentTypes['Widget'] };
  AuditActor: AuditActor;
  AuditDetail: AuditDetail;
  AuditEntry: NodeAuditEntry;
  AuditConnection: AuditPage;
  AuditEdge: Omit<AuditEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  Limits: NodeLimits;
  Job: NodeJob;
  JobConnection: JobPage;
  JobEdge: Omit<JobEdge, 'node'> & { node: ResolversParentTypes['Job'] };
  ImportCounts: ImportCounts;
  RowError: RowError;
  DataQuality: DataQuality;
  SourceQuality: SourceQuality;
  QualityCount: QualityCount;
  Settings: NodeSettings;
  SettingsChange: NodeSettingsEntry;
  HealthSettings: NodeHealth;
  HealthWeights: NodeHealthWeights;
  AppraisalSettings: NodeAppraisal;
  AppraisalScheme: NodeAppraisalScheme;
  AppraisalPart: NodeAppraisalPart;
  OidcSettings: NodeOidc;
  OidcIssuer: NodeOidcIssuer;
  OidcClaims: NodeOidcClaims;
  OidcRole: OidcRole;
  ServiceLevelSettings: NodeServiceLevel;
  ChannelSeconds: ChannelSeconds;
  BusinessHours: NodeBusinessHours;
  BusinessDay: BusinessDay;
  TimeWindow: TimeWindow;
  SlaPolicy: NodeSlaPolicy;
  TargetInput: TargetInput;
  KpiInput: KpiInput;
  KpiPreviewInput: KpiPreviewInput;
  KpiPreview: Omit<KpiPreview, 'value' | 'series' | 'errors'> & { value?: Maybe<ResolversParentTypes['KpiValue']>, series?: Maybe<ResolversParentTypes['Series']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  WidgetInput: WidgetInput;
  CreateWidgetInput: CreateWidgetInput;
  UpdateWidgetInput: UpdateWidgetInput;
  KeyInput: KeyInput;
  InviteUserInput: InviteUserInput;
  UpdateUserInput: UpdateUserInput;
  AlertConditionInput: AlertConditionInput;
  WebhookInput: WebhookInput;
  AlertRuleInput: AlertRuleInput;
  DisputeSurveyInput: DisputeSurveyInput;
  DecideDisputeInput: DecideDisputeInput;
  ReportEmailInput: ReportEmailInput;
  CreateReportInput: CreateReportInput;
  UpdateReportInput: UpdateReportInput;
  AnnotationInput: AnnotationInput;
  ChannelSecondsInput: ChannelSecondsInput;
  ServiceLevelInput: ServiceLevelInput;
  TimeWindowInput: TimeWindowInput;
  BusinessDayInput: BusinessDayInput;
  BusinessHoursInput: BusinessHoursInput;
  SlaPolicyInput: SlaPolicyInput;
  SettingsInput: SettingsInput;
  HealthSettingsInput: HealthSettingsInput;
  HealthWeightsInput: HealthWeightsInput;
  AppraisalSettingsInput: AppraisalSettingsInput;
  AppraisalSchemeInput: AppraisalSchemeInput;
  AppraisalPartInput: AppraisalPartInput;
  OidcSettingsInput: OidcSettingsInput;
  OidcIssuerInput: OidcIssuerInput;
  OidcClaimsInput: OidcClaimsInput;
  OidcRoleInput: OidcRoleInput;
  UpdateSettingsInput: UpdateSettingsInput;
  CloseMonthInput: CloseMonthInput;
  ReopenMonthInput: ReopenMonthInput;
  EraseCustomerInput: EraseCustomerInput;
  UserError: UserProblem;
  SetTargetPayload: Omit<SetTargetPayload, 'target' | 'errors'> & { target?: Maybe<ResolversParentTypes['Target']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  RemoveTargetPayload: Omit<RemoveTargetPayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  DefineKpiPayload: Omit<DefineKpiPayload, 'kpi' | 'errors'> & { kpi?: Maybe<ResolversParentTypes['Kpi']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  RemoveKpiPayload: Omit<RemoveKpiPayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  IssueWidgetTokenPayload: Omit<IssueWidgetTokenPayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CreateWidgetPayload: Omit<CreateWidgetPayload, 'widget' | 'errors'> & { widget?: Maybe<ResolversParentTypes['Widget']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  UpdateWidgetPayload: Omit<UpdateWidgetPayload, 'widget' | 'errors'> & { widget?: Maybe<ResolversParentTypes['Widget']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  RemoveWidgetPayload: Omit<RemoveWidgetPayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  AcknowledgeAlertPayload: Omit<AcknowledgeAlertPayload, 'alert' | 'errors'> & { alert?: Maybe<ResolversParentTypes['Alert']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  SetAlertRulePayload: Omit<SetAlertRulePayload, 'alertRule' | 'errors'> & { alertRule?: Maybe<ResolversParentTypes['AlertRule']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  RemoveAlertRulePayload: Omit<RemoveAlertRulePayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  AddAnnotationPayload: Omit<AddAnnotationPayload, 'annotation' | 'errors'> & { annotation?: Maybe<ResolversParentTypes['Annotation']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  RemoveAnnotationPayload: Omit<RemoveAnnotationPayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  UpdateSettingsPayload: SettingsDone;
  CreateKeyPayload: Omit<CreateKeyPayload, 'key' | 'errors'> & { key?: Maybe<ResolversParentTypes['ApiKey']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  RevokeKeyPayload: Omit<RevokeKeyPayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  InviteUserPayload: Omit<InviteUserPayload, 'user' | 'errors'> & { user?: Maybe<ResolversParentTypes['User']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  RenewInvitationPayload: Omit<RenewInvitationPayload, 'user' | 'errors'> & { user?: Maybe<ResolversParentTypes['User']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  UpdateUserPayload: Omit<UpdateUserPayload, 'user' | 'errors'> & { user?: Maybe<ResolversParentTypes['User']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  RemoveUserPayload: Omit<RemoveUserPayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CloseMonthPayload: Omit<CloseMonthPayload, 'month' | 'errors'> & { month?: Maybe<ResolversParentTypes['ClosedMonth']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  ReopenMonthPayload: Omit<ReopenMonthPayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  EraseCustomerPayload: Omit<EraseCustomerPayload, 'job' | 'errors'> & { job?: Maybe<ResolversParentTypes['Job']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  DisputeSurveyPayload: Omit<DisputeSurveyPayload, 'dispute' | 'errors'> & { dispute?: Maybe<ResolversParentTypes['Dispute']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  DecideDisputePayload: Omit<DecideDisputePayload, 'dispute' | 'errors'> & { dispute?: Maybe<ResolversParentTypes['Dispute']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  WithdrawDisputePayload: Omit<WithdrawDisputePayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CreateReportPayload: Omit<CreateReportPayload, 'report' | 'errors'> & { report?: Maybe<ResolversParentTypes['Report']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  UpdateReportPayload: Omit<UpdateReportPayload, 'report' | 'errors'> & { report?: Maybe<ResolversParentTypes['Report']>, errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  RemoveReportPayload: Omit<RemoveReportPayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['UserError']> };
  SendReportPayload: Sent;
  Mutation: Record<PropertyKey, never>;
  Query: Record<PropertyKey, never>;
  Subscription: Record<PropertyKey, never>;
  Now: NowRef;
  StatusCount: StatusCount;
  QueueNow: QueueNow;
  AgentNow: NodeAgentNow;
  AgentNowConnection: AgentNowPage;
  AgentNowEdge: Omit<AgentNowEdge, 'node'> & { node: ResolversParentTypes['AgentNow'] };
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface LongScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Long'], any> {
  name: 'Long';
}

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Tenant' | 'Team' | 'Agent' | 'Customer' | 'Scorecard' | 'Target' | 'Kpi' | 'Alert' | 'AlertRule' | 'Dispute' | 'Report' | 'Annotation' | 'User' | 'ApiKey' | 'Widget' | 'Job', ParentType, ContextType>;
};

export type ScopeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Scope'] = ResolversParentTypes['Scope']> = {
  __resolveType: TypeResolveFn<'Tenant' | 'Team' | 'Agent' | 'Customer', ParentType, ContextType>;
};

export type TenantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Tenant'] = ResolversParentTypes['Tenant']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Level'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  industry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  locale?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  horizon?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scorecard?: Resolver<Maybe<ResolversTypes['Scorecard']>, ParentType, ContextType, RequireFields<TenantScorecardArgs, 'period'>>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType, RequireFields<TenantSeriesArgs, 'kpi' | 'period' | 'interval'>>;
  breakdown?: Resolver<Maybe<ReadonlyArray<ResolversTypes['BreakdownItem']>>, ParentType, ContextType, RequireFields<TenantBreakdownArgs, 'kpi' | 'period' | 'by' | 'first'>>;
  targets?: Resolver<ReadonlyArray<ResolversTypes['Target']>, ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType, RequireFields<TenantTeamArgs, 'key'>>;
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType, RequireFields<TenantAgentArgs, 'key'>>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<TenantCustomerArgs, 'key'>>;
  teams?: Resolver<ResolversTypes['TeamConnection'], ParentType, ContextType, RequireFields<TenantTeamsArgs, 'first'>>;
  agents?: Resolver<ResolversTypes['AgentConnection'], ParentType, ContextType, RequireFields<TenantAgentsArgs, 'first'>>;
  customers?: Resolver<ResolversTypes['CustomerConnection'], ParentType, ContextType, RequireFields<TenantCustomersArgs, 'first'>>;
  ranking?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RankingEntry']>>, ParentType, ContextType, RequireFields<TenantRankingArgs, 'kpi' | 'level' | 'period' | 'first' | 'worst' | 'minCount'>>;
  cohorts?: Resolver<Maybe<ResolversTypes['CohortTable']>, ParentType, ContextType, RequireFields<TenantCohortsArgs, 'period' | 'of'>>;
  allTargets?: Resolver<ResolversTypes['TargetConnection'], ParentType, ContextType, RequireFields<TenantAllTargetsArgs, 'first'>>;
  alerts?: Resolver<ResolversTypes['AlertConnection'], ParentType, ContextType, RequireFields<TenantAlertsArgs, 'first'>>;
  alertRules?: Resolver<ResolversTypes['AlertRuleConnection'], ParentType, ContextType, RequireFields<TenantAlertRulesArgs, 'first'>>;
  disputes?: Resolver<ResolversTypes['DisputeConnection'], ParentType, ContextType, RequireFields<TenantDisputesArgs, 'first'>>;
  reports?: Resolver<ResolversTypes['ReportConnection'], ParentType, ContextType, RequireFields<TenantReportsArgs, 'first'>>;
  annotations?: Resolver<ResolversTypes['AnnotationConnection'], ParentType, ContextType, RequireFields<TenantAnnotationsArgs, 'first'>>;
  months?: Resolver<ResolversTypes['ClosedMonthConnection'], ParentType, ContextType, RequireFields<TenantMonthsArgs, 'first'>>;
  customKpis?: Resolver<ReadonlyArray<ResolversTypes['Kpi']>, ParentType, ContextType>;
  settings?: Resolver<ResolversTypes['Settings'], ParentType, ContextType>;
  keys?: Resolver<ResolversTypes['ApiKeyConnection'], ParentType, ContextType, RequireFields<TenantKeysArgs, 'first'>>;
  users?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, RequireFields<TenantUsersArgs, 'first'>>;
  widgets?: Resolver<ResolversTypes['WidgetConnection'], ParentType, ContextType, RequireFields<TenantWidgetsArgs, 'first'>>;
  audit?: Resolver<ResolversTypes['AuditConnection'], ParentType, ContextType, RequireFields<TenantAuditArgs, 'first'>>;
  limits?: Resolver<ResolversTypes['Limits'], ParentType, ContextType>;
  now?: Resolver<ResolversTypes['Now'], ParentType, ContextType>;
  importJobs?: Resolver<ResolversTypes['JobConnection'], ParentType, ContextType, RequireFields<TenantImportJobsArgs, 'first'>>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType, RequireFields<TenantJobArgs, 'id'>>;
  dataQuality?: Resolver<ResolversTypes['DataQuality'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TeamResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Team'] = ResolversParentTypes['Team']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Level'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scorecard?: Resolver<Maybe<ResolversTypes['Scorecard']>, ParentType, ContextType, RequireFields<TeamScorecardArgs, 'period'>>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType, RequireFields<TeamSeriesArgs, 'kpi' | 'period' | 'interval'>>;
  breakdown?: Resolver<Maybe<ReadonlyArray<ResolversTypes['BreakdownItem']>>, ParentType, ContextType, RequireFields<TeamBreakdownArgs, 'kpi' | 'period' | 'by' | 'first'>>;
  targets?: Resolver<ReadonlyArray<ResolversTypes['Target']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  teams?: Resolver<ResolversTypes['TeamConnection'], ParentType, ContextType, RequireFields<TeamTeamsArgs, 'first'>>;
  agents?: Resolver<ResolversTypes['AgentConnection'], ParentType, ContextType, RequireFields<TeamAgentsArgs, 'first'>>;
  now?: Resolver<ResolversTypes['Now'], ParentType, ContextType>;
  ranking?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RankingEntry']>>, ParentType, ContextType, RequireFields<TeamRankingArgs, 'kpi' | 'period' | 'first' | 'worst' | 'minCount'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AgentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Agent'] = ResolversParentTypes['Agent']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Level'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scorecard?: Resolver<Maybe<ResolversTypes['Scorecard']>, ParentType, ContextType, RequireFields<AgentScorecardArgs, 'period'>>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType, RequireFields<AgentSeriesArgs, 'kpi' | 'period' | 'interval'>>;
  breakdown?: Resolver<Maybe<ReadonlyArray<ResolversTypes['BreakdownItem']>>, ParentType, ContextType, RequireFields<AgentBreakdownArgs, 'kpi' | 'period' | 'by' | 'first'>>;
  targets?: Resolver<ReadonlyArray<ResolversTypes['Target']>, ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Level'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scorecard?: Resolver<Maybe<ResolversTypes['Scorecard']>, ParentType, ContextType, RequireFields<CustomerScorecardArgs, 'period'>>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType, RequireFields<CustomerSeriesArgs, 'kpi' | 'period' | 'interval'>>;
  breakdown?: Resolver<Maybe<ReadonlyArray<ResolversTypes['BreakdownItem']>>, ParentType, ContextType, RequireFields<CustomerBreakdownArgs, 'kpi' | 'period' | 'by' | 'first'>>;
  targets?: Resolver<ReadonlyArray<ResolversTypes['Target']>, ParentType, ContextType>;
  segment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  activeSince?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TeamConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TeamConnection'] = ResolversParentTypes['TeamConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TeamEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Team']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TeamEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TeamEdge'] = ResolversParentTypes['TeamEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
};

export type AgentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AgentConnection'] = ResolversParentTypes['AgentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AgentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Agent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AgentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AgentEdge'] = ResolversParentTypes['AgentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
};

export type CustomerConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerConnection'] = ResolversParentTypes['CustomerConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CustomerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Customer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CustomerEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerEdge'] = ResolversParentTypes['CustomerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
};

export type PeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type ScorecardResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Scorecard'] = ResolversParentTypes['Scorecard']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['Scope'], ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['KpiValue']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['KpiValue']>, ParentType, ContextType, RequireFields<ScorecardValueArgs, 'kpi'>>;
  asOf?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastEventAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type KpiValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KpiValue'] = ResolversParentTypes['KpiValue']> = {
  kpi?: Resolver<ResolversTypes['Kpi'], ParentType, ContextType>;
  definitionVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  small?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  numerator?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  denominator?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  confidence?: Resolver<Maybe<ResolversTypes['Confidence']>, ParentType, ContextType>;
  distribution?: Resolver<Maybe<ResolversTypes['Distribution']>, ParentType, ContextType>;
  provisional?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  settledThrough?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revised?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['Comparison']>, ParentType, ContextType>;
  yearAgo?: Resolver<Maybe<ResolversTypes['Comparison']>, ParentType, ContextType>;
  target?: Resolver<Maybe<ResolversTypes['TargetStatus']>, ParentType, ContextType>;
  benchmark?: Resolver<Maybe<ResolversTypes['Benchmark']>, ParentType, ContextType>;
  parts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Part']>>, ParentType, ContextType>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType, RequireFields<KpiValueSeriesArgs, 'interval'>>;
  drivers?: Resolver<Maybe<ResolversTypes['Drivers']>, ParentType, ContextType, RequireFields<KpiValueDriversArgs, 'by' | 'first'>>;
  evidence?: Resolver<Maybe<ResolversTypes['EvidenceConnection']>, ParentType, ContextType, RequireFields<KpiValueEvidenceArgs, 'first'>>;
};

export type DriversResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Drivers'] = ResolversParentTypes['Drivers']> = {
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  against?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  now?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  change?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  items?: Resolver<ReadonlyArray<ResolversTypes['Driver']>, ParentType, ContextType>;
  rest?: Resolver<Maybe<ResolversTypes['Driver']>, ParentType, ContextType>;
};

export type DriverResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Driver'] = ResolversParentTypes['Driver']> = {
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['Scope']>, ParentType, ContextType>;
  now?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  contribution?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  mix?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  rate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type EvidenceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvidenceConnection'] = ResolversParentTypes['EvidenceConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EvidenceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Evidence']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type EvidenceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvidenceEdge'] = ResolversParentTypes['EvidenceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Evidence'], ParentType, ContextType>;
};

export type EvidenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  kind?: Resolver<ResolversTypes['EvidenceKind'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  part?: Resolver<ResolversTypes['EvidencePart'], ParentType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  channel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  topic?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  case?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Part'] = ResolversParentTypes['Part']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  weight?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  kpi?: Resolver<Maybe<ResolversTypes['Kpi']>, ParentType, ContextType>;
  small?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ConfidenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Confidence'] = ResolversParentTypes['Confidence']> = {
  low?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  high?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type DistributionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Distribution'] = ResolversParentTypes['Distribution']> = {
  mean?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  min?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p50?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p75?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p90?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p95?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p99?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ComparisonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Comparison'] = ResolversParentTypes['Comparison']> = {
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  change?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  changePercent?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  better?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type TargetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Target'] = ResolversParentTypes['Target']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['Scope'], ParentType, ContextType>;
  kpi?: Resolver<ResolversTypes['Kpi'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  warning?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TargetConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TargetConnection'] = ResolversParentTypes['TargetConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TargetEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Target']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TargetEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TargetEdge'] = ResolversParentTypes['TargetEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Target'], ParentType, ContextType>;
};

export type TargetStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TargetStatus'] = ResolversParentTypes['TargetStatus']> = {
  target?: Resolver<ResolversTypes['Target'], ParentType, ContextType>;
  inheritedFrom?: Resolver<Maybe<ResolversTypes['Level']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['TargetState']>, ParentType, ContextType>;
  attainment?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  pace?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type BenchmarkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Benchmark'] = ResolversParentTypes['Benchmark']> = {
  industry?: Resolver<ReadonlyArray<ResolversTypes['IndustryBenchmark']>, ParentType, ContextType>;
  peers?: Resolver<Maybe<ResolversTypes['PeerBenchmark']>, ParentType, ContextType>;
  rank?: Resolver<Maybe<ResolversTypes['Rank']>, ParentType, ContextType>;
};

export type IndustryBenchmarkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IndustryBenchmark'] = ResolversParentTypes['IndustryBenchmark']> = {
  industry?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  year?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  gap?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type PeerBenchmarkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PeerBenchmark'] = ResolversParentTypes['PeerBenchmark']> = {
  quarter?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  tenants?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  p10?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p25?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p50?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p75?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p90?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  percentile?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type RankResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Rank'] = ResolversParentTypes['Rank']> = {
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  of?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  percentile?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type KpiResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Kpi'] = ResolversParentTypes['Kpi']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<KpiNameArgs>>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<KpiDescriptionArgs>>;
  formula?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['Direction'], ParentType, ContextType>;
  keyResultArea?: Resolver<ResolversTypes['KeyResultArea'], ParentType, ContextType>;
  tier?: Resolver<ResolversTypes['Tier'], ParentType, ContextType>;
  levels?: Resolver<ReadonlyArray<ResolversTypes['Level']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  custom?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  dimensions?: Resolver<ReadonlyArray<ResolversTypes['Dimension']>, ParentType, ContextType>;
  variantOf?: Resolver<Maybe<ResolversTypes['Kpi']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SeriesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Series'] = ResolversParentTypes['Series']> = {
  kpi?: Resolver<ResolversTypes['Kpi'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['Interval'], ParentType, ContextType>;
  points?: Resolver<ReadonlyArray<ResolversTypes['Point']>, ParentType, ContextType>;
};

export type PointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Point'] = ResolversParentTypes['Point']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  numerator?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  denominator?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  incomplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  provisional?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type BreakdownItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BreakdownItem'] = ResolversParentTypes['BreakdownItem']> = {
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  result?: Resolver<ResolversTypes['KpiValue'], ParentType, ContextType>;
};

export type RankingEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RankingEntry'] = ResolversParentTypes['RankingEntry']> = {
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['Scope'], ParentType, ContextType>;
  result?: Resolver<ResolversTypes['KpiValue'], ParentType, ContextType>;
};

export type CohortTableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CohortTable'] = ResolversParentTypes['CohortTable']> = {
  rows?: Resolver<ReadonlyArray<ResolversTypes['CohortRow']>, ParentType, ContextType>;
};

export type CohortRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CohortRow'] = ResolversParentTypes['CohortRow']> = {
  month?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  cells?: Resolver<ReadonlyArray<ResolversTypes['CohortCell']>, ParentType, ContextType>;
};

export type CohortCellResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CohortCell'] = ResolversParentTypes['CohortCell']> = {
  age?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kept?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  percent?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  incomplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AlertResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Alert'] = ResolversParentTypes['Alert']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['Scope'], ParentType, ContextType>;
  kpi?: Resolver<ResolversTypes['Kpi'], ParentType, ContextType>;
  raisedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  acknowledgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  acknowledgedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rule?: Resolver<Maybe<ResolversTypes['AlertRule']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlertConnection'] = ResolversParentTypes['AlertConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AlertEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Alert']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AlertEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlertEdge'] = ResolversParentTypes['AlertEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Alert'], ParentType, ContextType>;
};

export type AlertConditionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlertCondition'] = ResolversParentTypes['AlertCondition']> = {
  kind?: Resolver<ResolversTypes['AlertConditionKind'], ParentType, ContextType>;
  above?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  below?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  percent?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type WebhookResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Webhook'] = ResolversParentTypes['Webhook']> = {
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AlertRuleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlertRule'] = ResolversParentTypes['AlertRule']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Level'], ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['Scope']>, ParentType, ContextType>;
  kpi?: Resolver<ResolversTypes['Kpi'], ParentType, ContextType>;
  condition?: Resolver<ResolversTypes['AlertCondition'], ParentType, ContextType>;
  period?: Resolver<ResolversTypes['PeriodPreset'], ParentType, ContextType>;
  minCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  coolDownHours?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  webhook?: Resolver<Maybe<ResolversTypes['Webhook']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertRuleConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlertRuleConnection'] = ResolversParentTypes['AlertRuleConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AlertRuleEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AlertRule']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AlertRuleEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlertRuleEdge'] = ResolversParentTypes['AlertRuleEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AlertRule'], ParentType, ContextType>;
};

export type DisputeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Dispute'] = ResolversParentTypes['Dispute']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  survey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  answeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  raisedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  raisedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DisputeState'], ParentType, ContextType>;
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DisputeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisputeConnection'] = ResolversParentTypes['DisputeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DisputeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Dispute']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DisputeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisputeEdge'] = ResolversParentTypes['DisputeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Dispute'], ParentType, ContextType>;
};

export type ReportEmailResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportEmail'] = ResolversParentTypes['ReportEmail']> = {
  to?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Report'] = ResolversParentTypes['Report']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['Scope'], ParentType, ContextType>;
  kpis?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Kpi']>>, ParentType, ContextType>;
  every?: Resolver<ResolversTypes['ReportPeriod'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  locale?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['ReportEmail']>, ParentType, ContextType>;
  webhook?: Resolver<Maybe<ResolversTypes['Webhook']>, ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nextAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deliveries?: Resolver<ResolversTypes['ReportDeliveryConnection'], ParentType, ContextType, RequireFields<ReportDeliveriesArgs, 'first'>>;
  preview?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<ReportPreviewArgs, 'format'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReportConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportConnection'] = ResolversParentTypes['ReportConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ReportEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Report']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReportEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportEdge'] = ResolversParentTypes['ReportEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Report'], ParentType, ContextType>;
};

export type ReportDeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportDelivery'] = ResolversParentTypes['ReportDelivery']> = {
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DeliveryState'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReportDeliveryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportDeliveryConnection'] = ResolversParentTypes['ReportDeliveryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ReportDeliveryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ReportDelivery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReportDeliveryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportDeliveryEdge'] = ResolversParentTypes['ReportDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ReportDelivery'], ParentType, ContextType>;
};

export type AnnotationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Annotation'] = ResolversParentTypes['Annotation']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['Scope']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AnnotationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AnnotationConnection'] = ResolversParentTypes['AnnotationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AnnotationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Annotation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AnnotationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AnnotationEdge'] = ResolversParentTypes['AnnotationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Annotation'], ParentType, ContextType>;
};

export type ClosedMonthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClosedMonth'] = ResolversParentTypes['ClosedMonth']> = {
  month?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  closedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  closedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ClosedMonthConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClosedMonthConnection'] = ResolversParentTypes['ClosedMonthConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ClosedMonthEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ClosedMonth']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ClosedMonthEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClosedMonthEdge'] = ResolversParentTypes['ClosedMonthEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ClosedMonth'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  kind?: Resolver<ResolversTypes['ViewerKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['KeyScope']>, ParentType, ContextType>;
  teams?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Team']>>, ParentType, ContextType>;
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  widget?: Resolver<Maybe<ResolversTypes['WidgetGrant']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  tenant?: Resolver<ResolversTypes['Tenant'], ParentType, ContextType>;
};

export type WidgetGrantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WidgetGrant'] = ResolversParentTypes['WidgetGrant']> = {
  scope?: Resolver<ResolversTypes['Scope'], ParentType, ContextType>;
  kpis?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Kpi']>>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  teams?: Resolver<ReadonlyArray<ResolversTypes['Team']>, ParentType, ContextType>;
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  disabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type ApiKeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['KeyScope']>, ParentType, ContextType>;
  levels?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Level']>>, ParentType, ContextType>;
  networks?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApiKeyConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyConnection'] = ResolversParentTypes['ApiKeyConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ApiKeyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ApiKeyEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyEdge'] = ResolversParentTypes['ApiKeyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
};

export type WidgetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Widget'] = ResolversParentTypes['Widget']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origins?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  levels?: Resolver<ReadonlyArray<ResolversTypes['Level']>, ParentType, ContextType>;
  kpis?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Kpi']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WidgetConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WidgetConnection'] = ResolversParentTypes['WidgetConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WidgetEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Widget']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WidgetEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WidgetEdge'] = ResolversParentTypes['WidgetEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Widget'], ParentType, ContextType>;
};

export type AuditActorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditActor'] = ResolversParentTypes['AuditActor']> = {
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditDetailResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditDetail'] = ResolversParentTypes['AuditDetail']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['AuditActor'], ParentType, ContextType>;
  target?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  detail?: Resolver<ReadonlyArray<ResolversTypes['AuditDetail']>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditConnection'] = ResolversParentTypes['AuditConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AuditEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEdge'] = ResolversParentTypes['AuditEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type LimitsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Limits'] = ResolversParentTypes['Limits']> = {
  requestsPerSecond?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  requestsPerSecondPerKey?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ingestBytesPerSecond?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  ingestBytesPerDay?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  subscriptions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ingestBytesToday?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type JobResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Job'] = ResolversParentTypes['Job']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['JobState'], ParentType, ContextType>;
  done?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  eventsPerSecond?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  import?: Resolver<Maybe<ResolversTypes['ImportCounts']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JobConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobConnection'] = ResolversParentTypes['JobConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['JobEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Job']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type JobEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobEdge'] = ResolversParentTypes['JobEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
};

export type ImportCountsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportCounts'] = ResolversParentTypes['ImportCounts']> = {
  rows?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  accepted?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  duplicates?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  rejected?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['RowError']>, ParentType, ContextType>;
};

export type RowErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RowError'] = ResolversParentTypes['RowError']> = {
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DataQualityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DataQuality'] = ResolversParentTypes['DataQuality']> = {
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceQuality']>, ParentType, ContextType>;
  rejected?: Resolver<ReadonlyArray<ResolversTypes['QualityCount']>, ParentType, ContextType>;
  findings?: Resolver<ReadonlyArray<ResolversTypes['QualityCount']>, ParentType, ContextType>;
  setAside?: Resolver<ReadonlyArray<ResolversTypes['Long']>, ParentType, ContextType>;
};

export type SourceQualityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceQuality'] = ResolversParentTypes['SourceQuality']> = {
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  events?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  duplicates?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  lastEventAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastArrivalAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  perMinute?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type QualityCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QualityCount'] = ResolversParentTypes['QualityCount']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  samples?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SettingsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Settings'] = ResolversParentTypes['Settings']> = {
  serviceLevel?: Resolver<ResolversTypes['ServiceLevelSettings'], ParentType, ContextType>;
  repeatWindowDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  businessHours?: Resolver<Maybe<ResolversTypes['BusinessHours']>, ParentType, ContextType>;
  slaPolicies?: Resolver<ReadonlyArray<ResolversTypes['SlaPolicy']>, ParentType, ContextType>;
  tagDimensions?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  retentionDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  weekStart?: Resolver<ResolversTypes['Weekday'], ParentType, ContextType>;
  fiscalYearStart?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  discountRate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  peerBenchmarks?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  visibility?: Resolver<ReadonlyArray<ResolversTypes['Onlooker']>, ParentType, ContextType>;
  health?: Resolver<ResolversTypes['HealthSettings'], ParentType, ContextType>;
  appraisal?: Resolver<ResolversTypes['AppraisalSettings'], ParentType, ContextType>;
  oidc?: Resolver<ResolversTypes['OidcSettings'], ParentType, ContextType>;
  history?: Resolver<ReadonlyArray<ResolversTypes['SettingsChange']>, ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
};

export type SettingsChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SettingsChange'] = ResolversParentTypes['SettingsChange']> = {
  validFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  given?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  serviceLevel?: Resolver<Maybe<ResolversTypes['ServiceLevelSettings']>, ParentType, ContextType>;
  repeatWindowDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  businessHours?: Resolver<Maybe<ResolversTypes['BusinessHours']>, ParentType, ContextType>;
  slaPolicies?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SlaPolicy']>>, ParentType, ContextType>;
  tagDimensions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  retentionDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  weekStart?: Resolver<Maybe<ResolversTypes['Weekday']>, ParentType, ContextType>;
  fiscalYearStart?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  discountRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  peerBenchmarks?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  visibility?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Onlooker']>>, ParentType, ContextType>;
  health?: Resolver<Maybe<ResolversTypes['HealthSettings']>, ParentType, ContextType>;
  appraisal?: Resolver<Maybe<ResolversTypes['AppraisalSettings']>, ParentType, ContextType>;
  oidc?: Resolver<Maybe<ResolversTypes['OidcSettings']>, ParentType, ContextType>;
};

export type HealthSettingsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HealthSettings'] = ResolversParentTypes['HealthSettings']> = {
  weights?: Resolver<ResolversTypes['HealthWeights'], ParentType, ContextType>;
};

export type HealthWeightsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HealthWeights'] = ResolversParentTypes['HealthWeights']> = {
  satisfaction?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  effort?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  sentiment?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  openCases?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  complaints?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  recency?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type AppraisalSettingsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppraisalSettings'] = ResolversParentTypes['AppraisalSettings']> = {
  schemes?: Resolver<ReadonlyArray<ResolversTypes['AppraisalScheme']>, ParentType, ContextType>;
};

export type AppraisalSchemeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppraisalScheme'] = ResolversParentTypes['AppraisalScheme']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  teams?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Team']>>, ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['AppraisalPart']>, ParentType, ContextType>;
};

export type AppraisalPartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppraisalPart'] = ResolversParentTypes['AppraisalPart']> = {
  kpi?: Resolver<ResolversTypes['Kpi'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  target?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  minCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OidcSettingsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OidcSettings'] = ResolversParentTypes['OidcSettings']> = {
  issuers?: Resolver<ReadonlyArray<ResolversTypes['OidcIssuer']>, ParentType, ContextType>;
};

export type OidcIssuerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OidcIssuer'] = ResolversParentTypes['OidcIssuer']> = {
  issuer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  audience?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  clientId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clientSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  algorithms?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  claims?: Resolver<ResolversTypes['OidcClaims'], ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['OidcRole']>, ParentType, ContextType>;
};

export type OidcClaimsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OidcClaims'] = ResolversParentTypes['OidcClaims']> = {
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  teams?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  agent?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OidcRoleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OidcRole'] = ResolversParentTypes['OidcRole']> = {
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type ServiceLevelSettingsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ServiceLevelSettings'] = ResolversParentTypes['ServiceLevelSettings']> = {
  mode?: Resolver<Maybe<ResolversTypes['ServiceLevelMode']>, ParentType, ContextType>;
  thresholds?: Resolver<ReadonlyArray<ResolversTypes['ChannelSeconds']>, ParentType, ContextType>;
  shortAbandon?: Resolver<ReadonlyArray<ResolversTypes['ChannelSeconds']>, ParentType, ContextType>;
};

export type ChannelSecondsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelSeconds'] = ResolversParentTypes['ChannelSeconds']> = {
  channel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type BusinessHoursResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BusinessHours'] = ResolversParentTypes['BusinessHours']> = {
  days?: Resolver<ReadonlyArray<ResolversTypes['BusinessDay']>, ParentType, ContextType>;
  holidays?: Resolver<ReadonlyArray<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type BusinessDayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BusinessDay'] = ResolversParentTypes['BusinessDay']> = {
  weekday?: Resolver<ResolversTypes['Weekday'], ParentType, ContextType>;
  windows?: Resolver<ReadonlyArray<ResolversTypes['TimeWindow']>, ParentType, ContextType>;
};

export type TimeWindowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TimeWindow'] = ResolversParentTypes['TimeWindow']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SlaPolicyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SlaPolicy'] = ResolversParentTypes['SlaPolicy']> = {
  priorities?: Resolver<ReadonlyArray<ResolversTypes['Priority']>, ParentType, ContextType>;
  channels?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  firstResponse?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  nextResponse?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  resolution?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  clock?: Resolver<ResolversTypes['SlaClock'], ParentType, ContextType>;
  pauseOnCustomer?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type KpiPreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KpiPreview'] = ResolversParentTypes['KpiPreview']> = {
  value?: Resolver<Maybe<ResolversTypes['KpiValue']>, ParentType, ContextType>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  length?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SetTargetPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetTargetPayload'] = ResolversParentTypes['SetTargetPayload']> = {
  target?: Resolver<Maybe<ResolversTypes['Target']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveTargetPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveTargetPayload'] = ResolversParentTypes['RemoveTargetPayload']> = {
  removed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DefineKpiPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DefineKpiPayload'] = ResolversParentTypes['DefineKpiPayload']> = {
  kpi?: Resolver<Maybe<ResolversTypes['Kpi']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveKpiPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveKpiPayload'] = ResolversParentTypes['RemoveKpiPayload']> = {
  removed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type IssueWidgetTokenPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IssueWidgetTokenPayload'] = ResolversParentTypes['IssueWidgetTokenPayload']> = {
  token?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateWidgetPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateWidgetPayload'] = ResolversParentTypes['CreateWidgetPayload']> = {
  widget?: Resolver<Maybe<ResolversTypes['Widget']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateWidgetPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateWidgetPayload'] = ResolversParentTypes['UpdateWidgetPayload']> = {
  widget?: Resolver<Maybe<ResolversTypes['Widget']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveWidgetPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveWidgetPayload'] = ResolversParentTypes['RemoveWidgetPayload']> = {
  removed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AcknowledgeAlertPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcknowledgeAlertPayload'] = ResolversParentTypes['AcknowledgeAlertPayload']> = {
  alert?: Resolver<Maybe<ResolversTypes['Alert']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetAlertRulePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetAlertRulePayload'] = ResolversParentTypes['SetAlertRulePayload']> = {
  alertRule?: Resolver<Maybe<ResolversTypes['AlertRule']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveAlertRulePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveAlertRulePayload'] = ResolversParentTypes['RemoveAlertRulePayload']> = {
  removed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AddAnnotationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddAnnotationPayload'] = ResolversParentTypes['AddAnnotationPayload']> = {
  annotation?: Resolver<Maybe<ResolversTypes['Annotation']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveAnnotationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveAnnotationPayload'] = ResolversParentTypes['RemoveAnnotationPayload']> = {
  removed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateSettingsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateSettingsPayload'] = ResolversParentTypes['UpdateSettingsPayload']> = {
  settings?: Resolver<Maybe<ResolversTypes['Settings']>, ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateKeyPayload'] = ResolversParentTypes['CreateKeyPayload']> = {
  key?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RevokeKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeKeyPayload'] = ResolversParentTypes['RevokeKeyPayload']> = {
  revoked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type InviteUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InviteUserPayload'] = ResolversParentTypes['InviteUserPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  token?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  link?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RenewInvitationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RenewInvitationPayload'] = ResolversParentTypes['RenewInvitationPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  token?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  link?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateUserPayload'] = ResolversParentTypes['UpdateUserPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveUserPayload'] = ResolversParentTypes['RemoveUserPayload']> = {
  removed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CloseMonthPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CloseMonthPayload'] = ResolversParentTypes['CloseMonthPayload']> = {
  month?: Resolver<Maybe<ResolversTypes['ClosedMonth']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReopenMonthPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReopenMonthPayload'] = ResolversParentTypes['ReopenMonthPayload']> = {
  reopened?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type EraseCustomerPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EraseCustomerPayload'] = ResolversParentTypes['EraseCustomerPayload']> = {
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DisputeSurveyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisputeSurveyPayload'] = ResolversParentTypes['DisputeSurveyPayload']> = {
  dispute?: Resolver<Maybe<ResolversTypes['Dispute']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DecideDisputePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DecideDisputePayload'] = ResolversParentTypes['DecideDisputePayload']> = {
  dispute?: Resolver<Maybe<ResolversTypes['Dispute']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type WithdrawDisputePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WithdrawDisputePayload'] = ResolversParentTypes['WithdrawDisputePayload']> = {
  withdrawn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateReportPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateReportPayload'] = ResolversParentTypes['CreateReportPayload']> = {
  report?: Resolver<Maybe<ResolversTypes['Report']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateReportPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateReportPayload'] = ResolversParentTypes['UpdateReportPayload']> = {
  report?: Resolver<Maybe<ResolversTypes['Report']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveReportPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveReportPayload'] = ResolversParentTypes['RemoveReportPayload']> = {
  removed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SendReportPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SendReportPayload'] = ResolversParentTypes['SendReportPayload']> = {
  delivery?: Resolver<Maybe<ResolversTypes['ReportDelivery']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  setTarget?: Resolver<ResolversTypes['SetTargetPayload'], ParentType, ContextType, RequireFields<MutationSetTargetArgs, 'input'>>;
  removeTarget?: Resolver<ResolversTypes['RemoveTargetPayload'], ParentType, ContextType, RequireFields<MutationRemoveTargetArgs, 'id'>>;
  defineKpi?: Resolver<ResolversTypes['DefineKpiPayload'], ParentType, ContextType, RequireFields<MutationDefineKpiArgs, 'input'>>;
  removeKpi?: Resolver<ResolversTypes['RemoveKpiPayload'], ParentType, ContextType, RequireFields<MutationRemoveKpiArgs, 'id'>>;
  issueWidgetToken?: Resolver<ResolversTypes['IssueWidgetTokenPayload'], ParentType, ContextType, RequireFields<MutationIssueWidgetTokenArgs, 'input'>>;
  createWidget?: Resolver<ResolversTypes['CreateWidgetPayload'], ParentType, ContextType, RequireFields<MutationCreateWidgetArgs, 'input'>>;
  updateWidget?: Resolver<ResolversTypes['UpdateWidgetPayload'], ParentType, ContextType, RequireFields<MutationUpdateWidgetArgs, 'input'>>;
  removeWidget?: Resolver<ResolversTypes['RemoveWidgetPayload'], ParentType, ContextType, RequireFields<MutationRemoveWidgetArgs, 'id'>>;
  acknowledgeAlert?: Resolver<ResolversTypes['AcknowledgeAlertPayload'], ParentType, ContextType, RequireFields<MutationAcknowledgeAlertArgs, 'id'>>;
  setAlertRule?: Resolver<ResolversTypes['SetAlertRulePayload'], ParentType, ContextType, RequireFields<MutationSetAlertRuleArgs, 'input'>>;
  removeAlertRule?: Resolver<ResolversTypes['RemoveAlertRulePayload'], ParentType, ContextType, RequireFields<MutationRemoveAlertRuleArgs, 'id'>>;
  addAnnotation?: Resolver<ResolversTypes['AddAnnotationPayload'], ParentType, ContextType, RequireFields<MutationAddAnnotationArgs, 'input'>>;
  removeAnnotation?: Resolver<ResolversTypes['RemoveAnnotationPayload'], ParentType, ContextType, RequireFields<MutationRemoveAnnotationArgs, 'id'>>;
  updateSettings?: Resolver<ResolversTypes['UpdateSettingsPayload'], ParentType, ContextType, RequireFields<MutationUpdateSettingsArgs, 'input'>>;
  createKey?: Resolver<ResolversTypes['CreateKeyPayload'], ParentType, ContextType, RequireFields<MutationCreateKeyArgs, 'input'>>;
  revokeKey?: Resolver<ResolversTypes['RevokeKeyPayload'], ParentType, ContextType, RequireFields<MutationRevokeKeyArgs, 'id'>>;
  inviteUser?: Resolver<ResolversTypes['InviteUserPayload'], ParentType, ContextType, RequireFields<MutationInviteUserArgs, 'input'>>;
  renewInvitation?: Resolver<ResolversTypes['RenewInvitationPayload'], ParentType, ContextType, RequireFields<MutationRenewInvitationArgs, 'id'>>;
  updateUser?: Resolver<ResolversTypes['UpdateUserPayload'], ParentType, ContextType, RequireFields<MutationUpdateUserArgs, 'input'>>;
  removeUser?: Resolver<ResolversTypes['RemoveUserPayload'], ParentType, ContextType, RequireFields<MutationRemoveUserArgs, 'id'>>;
  closeMonth?: Resolver<ResolversTypes['CloseMonthPayload'], ParentType, ContextType, RequireFields<MutationCloseMonthArgs, 'input'>>;
  reopenMonth?: Resolver<ResolversTypes['ReopenMonthPayload'], ParentType, ContextType, RequireFields<MutationReopenMonthArgs, 'input'>>;
  eraseCustomer?: Resolver<ResolversTypes['EraseCustomerPayload'], ParentType, ContextType, RequireFields<MutationEraseCustomerArgs, 'input'>>;
  disputeSurvey?: Resolver<ResolversTypes['DisputeSurveyPayload'], ParentType, ContextType, RequireFields<MutationDisputeSurveyArgs, 'input'>>;
  decideDispute?: Resolver<ResolversTypes['DecideDisputePayload'], ParentType, ContextType, RequireFields<MutationDecideDisputeArgs, 'input'>>;
  withdrawDispute?: Resolver<ResolversTypes['WithdrawDisputePayload'], ParentType, ContextType, RequireFields<MutationWithdrawDisputeArgs, 'id'>>;
  createReport?: Resolver<ResolversTypes['CreateReportPayload'], ParentType, ContextType, RequireFields<MutationCreateReportArgs, 'input'>>;
  updateReport?: Resolver<ResolversTypes['UpdateReportPayload'], ParentType, ContextType, RequireFields<MutationUpdateReportArgs, 'input'>>;
  removeReport?: Resolver<ResolversTypes['RemoveReportPayload'], ParentType, ContextType, RequireFields<MutationRemoveReportArgs, 'id'>>;
  sendReport?: Resolver<ResolversTypes['SendReportPayload'], ParentType, ContextType, RequireFields<MutationSendReportArgs, 'id'>>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  previewKpi?: Resolver<ResolversTypes['KpiPreview'], ParentType, ContextType, RequireFields<QueryPreviewKpiArgs, 'input'>>;
  tenant?: Resolver<ResolversTypes['Tenant'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  scope?: Resolver<Maybe<ResolversTypes['Scope']>, ParentType, ContextType, RequireFields<QueryScopeArgs, 'level' | 'key'>>;
  kpis?: Resolver<ReadonlyArray<ResolversTypes['Kpi']>, ParentType, ContextType, Partial<QueryKpisArgs>>;
  kpi?: Resolver<Maybe<ResolversTypes['Kpi']>, ParentType, ContextType, RequireFields<QueryKpiArgs, 'code'>>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  scorecardChanged?: SubscriptionResolver<ResolversTypes['Scorecard'], "scorecardChanged", ParentType, ContextType, RequireFields<SubscriptionScorecardChangedArgs, 'scope' | 'period'>>;
  alertRaised?: SubscriptionResolver<ResolversTypes['Alert'], "alertRaised", ParentType, ContextType>;
};

export type NowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Now'] = ResolversParentTypes['Now']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  statuses?: Resolver<ReadonlyArray<ResolversTypes['StatusCount']>, ParentType, ContextType>;
  queues?: Resolver<ReadonlyArray<ResolversTypes['QueueNow']>, ParentType, ContextType>;
  capped?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  agents?: Resolver<ResolversTypes['AgentNowConnection'], ParentType, ContextType, RequireFields<NowAgentsArgs, 'first'>>;
};

export type StatusCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatusCount'] = ResolversParentTypes['StatusCount']> = {
  status?: Resolver<ResolversTypes['AgentStatus'], ParentType, ContextType>;
  agents?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QueueNowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QueueNow'] = ResolversParentTypes['QueueNow']> = {
  channel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  queue?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  waiting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  longestSince?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type AgentNowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AgentNow'] = ResolversParentTypes['AgentNow']> = {
  agent?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AgentStatus'], ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type AgentNowConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AgentNowConnection'] = ResolversParentTypes['AgentNowConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AgentNowEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AgentNow']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AgentNowEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AgentNowEdge'] = ResolversParentTypes['AgentNowEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AgentNow'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Long?: GraphQLScalarType;
  Node?: NodeResolvers<ContextType>;
  Scope?: ScopeResolvers<ContextType>;
  Tenant?: TenantResolvers<ContextType>;
  Team?: TeamResolvers<ContextType>;
  Agent?: AgentResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  TeamConnection?: TeamConnectionResolvers<ContextType>;
  TeamEdge?: TeamEdgeResolvers<ContextType>;
  AgentConnection?: AgentConnectionResolvers<ContextType>;
  AgentEdge?: AgentEdgeResolvers<ContextType>;
  CustomerConnection?: CustomerConnectionResolvers<ContextType>;
  CustomerEdge?: CustomerEdgeResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  Scorecard?: ScorecardResolvers<ContextType>;
  KpiValue?: KpiValueResolvers<ContextType>;
  Drivers?: DriversResolvers<ContextType>;
  Driver?: DriverResolvers<ContextType>;
  EvidenceConnection?: EvidenceConnectionResolvers<ContextType>;
  EvidenceEdge?: EvidenceEdgeResolvers<ContextType>;
  Evidence?: EvidenceResolvers<ContextType>;
  Part?: PartResolvers<ContextType>;
  Confidence?: ConfidenceResolvers<ContextType>;
  Distribution?: DistributionResolvers<ContextType>;
  Comparison?: ComparisonResolvers<ContextType>;
  Target?: TargetResolvers<ContextType>;
  TargetConnection?: TargetConnectionResolvers<ContextType>;
  TargetEdge?: TargetEdgeResolvers<ContextType>;
  TargetStatus?: TargetStatusResolvers<ContextType>;
  Benchmark?: BenchmarkResolvers<ContextType>;
  IndustryBenchmark?: IndustryBenchmarkResolvers<ContextType>;
  PeerBenchmark?: PeerBenchmarkResolvers<ContextType>;
  Rank?: RankResolvers<ContextType>;
  Kpi?: KpiResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  Point?: PointResolvers<ContextType>;
  BreakdownItem?: BreakdownItemResolvers<ContextType>;
  RankingEntry?: RankingEntryResolvers<ContextType>;
  CohortTable?: CohortTableResolvers<ContextType>;
  CohortRow?: CohortRowResolvers<ContextType>;
  CohortCell?: CohortCellResolvers<ContextType>;
  Alert?: AlertResolvers<ContextType>;
  AlertConnection?: AlertConnectionResolvers<ContextType>;
  AlertEdge?: AlertEdgeResolvers<ContextType>;
  AlertCondition?: AlertConditionResolvers<ContextType>;
  Webhook?: WebhookResolvers<ContextType>;
  AlertRule?: AlertRuleResolvers<ContextType>;
  AlertRuleConnection?: AlertRuleConnectionResolvers<ContextType>;
  AlertRuleEdge?: AlertRuleEdgeResolvers<ContextType>;
  Dispute?: DisputeResolvers<ContextType>;
  DisputeConnection?: DisputeConnectionResolvers<ContextType>;
  DisputeEdge?: DisputeEdgeResolvers<ContextType>;
  ReportEmail?: ReportEmailResolvers<ContextType>;
  Report?: ReportResolvers<ContextType>;
  ReportConnection?: ReportConnectionResolvers<ContextType>;
  ReportEdge?: ReportEdgeResolvers<ContextType>;
  ReportDelivery?: ReportDeliveryResolvers<ContextType>;
  ReportDeliveryConnection?: ReportDeliveryConnectionResolvers<ContextType>;
  ReportDeliveryEdge?: ReportDeliveryEdgeResolvers<ContextType>;
  Annotation?: AnnotationResolvers<ContextType>;
  AnnotationConnection?: AnnotationConnectionResolvers<ContextType>;
  AnnotationEdge?: AnnotationEdgeResolvers<ContextType>;
  ClosedMonth?: ClosedMonthResolvers<ContextType>;
  ClosedMonthConnection?: ClosedMonthConnectionResolvers<ContextType>;
  ClosedMonthEdge?: ClosedMonthEdgeResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  WidgetGrant?: WidgetGrantResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  ApiKeyConnection?: ApiKeyConnectionResolvers<ContextType>;
  ApiKeyEdge?: ApiKeyEdgeResolvers<ContextType>;
  Widget?: WidgetResolvers<ContextType>;
  WidgetConnection?: WidgetConnectionResolvers<ContextType>;
  WidgetEdge?: WidgetEdgeResolvers<ContextType>;
  AuditActor?: AuditActorResolvers<ContextType>;
  AuditDetail?: AuditDetailResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditConnection?: AuditConnectionResolvers<ContextType>;
  AuditEdge?: AuditEdgeResolvers<ContextType>;
  Limits?: LimitsResolvers<ContextType>;
  Job?: JobResolvers<ContextType>;
  JobConnection?: JobConnectionResolvers<ContextType>;
  JobEdge?: JobEdgeResolvers<ContextType>;
  ImportCounts?: ImportCountsResolvers<ContextType>;
  RowError?: RowErrorResolvers<ContextType>;
  DataQuality?: DataQualityResolvers<ContextType>;
  SourceQuality?: SourceQualityResolvers<ContextType>;
  QualityCount?: QualityCountResolvers<ContextType>;
  Settings?: SettingsResolvers<ContextType>;
  SettingsChange?: SettingsChangeResolvers<ContextType>;
  HealthSettings?: HealthSettingsResolvers<ContextType>;
  HealthWeights?: HealthWeightsResolvers<ContextType>;
  AppraisalSettings?: AppraisalSettingsResolvers<ContextType>;
  AppraisalScheme?: AppraisalSchemeResolvers<ContextType>;
  AppraisalPart?: AppraisalPartResolvers<ContextType>;
  OidcSettings?: OidcSettingsResolvers<ContextType>;
  OidcIssuer?: OidcIssuerResolvers<ContextType>;
  OidcClaims?: OidcClaimsResolvers<ContextType>;
  OidcRole?: OidcRoleResolvers<ContextType>;
  ServiceLevelSettings?: ServiceLevelSettingsResolvers<ContextType>;
  ChannelSeconds?: ChannelSecondsResolvers<ContextType>;
  BusinessHours?: BusinessHoursResolvers<ContextType>;
  BusinessDay?: BusinessDayResolvers<ContextType>;
  TimeWindow?: TimeWindowResolvers<ContextType>;
  SlaPolicy?: SlaPolicyResolvers<ContextType>;
  KpiPreview?: KpiPreviewResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  SetTargetPayload?: SetTargetPayloadResolvers<ContextType>;
  RemoveTargetPayload?: RemoveTargetPayloadResolvers<ContextType>;
  DefineKpiPayload?: DefineKpiPayloadResolvers<ContextType>;
  RemoveKpiPayload?: RemoveKpiPayloadResolvers<ContextType>;
  IssueWidgetTokenPayload?: IssueWidgetTokenPayloadResolvers<ContextType>;
  CreateWidgetPayload?: CreateWidgetPayloadResolvers<ContextType>;
  UpdateWidgetPayload?: UpdateWidgetPayloadResolvers<ContextType>;
  RemoveWidgetPayload?: RemoveWidgetPayloadResolvers<ContextType>;
  AcknowledgeAlertPayload?: AcknowledgeAlertPayloadResolvers<ContextType>;
  SetAlertRulePayload?: SetAlertRulePayloadResolvers<ContextType>;
  RemoveAlertRulePayload?: RemoveAlertRulePayloadResolvers<ContextType>;
  AddAnnotationPayload?: AddAnnotationPayloadResolvers<ContextType>;
  RemoveAnnotationPayload?: RemoveAnnotationPayloadResolvers<ContextType>;
  UpdateSettingsPayload?: UpdateSettingsPayloadResolvers<ContextType>;
  CreateKeyPayload?: CreateKeyPayloadResolvers<ContextType>;
  RevokeKeyPayload?: RevokeKeyPayloadResolvers<ContextType>;
  InviteUserPayload?: InviteUserPayloadResolvers<ContextType>;
  RenewInvitationPayload?: RenewInvitationPayloadResolvers<ContextType>;
  UpdateUserPayload?: UpdateUserPayloadResolvers<ContextType>;
  RemoveUserPayload?: RemoveUserPayloadResolvers<ContextType>;
  CloseMonthPayload?: CloseMonthPayloadResolvers<ContextType>;
  ReopenMonthPayload?: ReopenMonthPayloadResolvers<ContextType>;
  EraseCustomerPayload?: EraseCustomerPayloadResolvers<ContextType>;
  DisputeSurveyPayload?: DisputeSurveyPayloadResolvers<ContextType>;
  DecideDisputePayload?: DecideDisputePayloadResolvers<ContextType>;
  WithdrawDisputePayload?: WithdrawDisputePayloadResolvers<ContextType>;
  CreateReportPayload?: CreateReportPayloadResolvers<ContextType>;
  UpdateReportPayload?: UpdateReportPayloadResolvers<ContextType>;
  RemoveReportPayload?: RemoveReportPayloadResolvers<ContextType>;
  SendReportPayload?: SendReportPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Now?: NowResolvers<ContextType>;
  StatusCount?: StatusCountResolvers<ContextType>;
  QueueNow?: QueueNowResolvers<ContextType>;
  AgentNow?: AgentNowResolvers<ContextType>;
  AgentNowConnection?: AgentNowConnectionResolvers<ContextType>;
  AgentNowEdge?: AgentNowEdgeResolvers<ContextType>;
};
