// Generated from schema.graphql by "npm run generate". Do not edit.

import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { NodeRef } from '../ids/node-ref.js';
import type { ScopeRef } from '../scopes/scope.js';
import type { Page } from '../scopes/page.js';
import type { ScorecardRef } from '../scorecards/scorecard.js';
import type { NodeKpiValue, NodeSeries, NodeBreakdownItem, NodeRankingEntry, NodeCohortRow } from '../node/protocol.js';
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
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  readonly to?: InputMaybe<Scalars['Date']['input']>;
  readonly preset?: InputMaybe<PeriodPreset>;
};

/** One dimension at a time; `tag` names the tag when dimension is TAG. */
export type Filter = {
  readonly dimension: Dimension;
  /** Any of these. */
  readonly values: ReadonlyArray<Scalars['String']['input']>;
  readonly tag?: InputMaybe<Scalars['String']['input']>;
};

/** Anything with a global id. */
export type Node = {
  /** Opaque and stable: it shows no key and can be kept. */
  readonly id: Scalars['ID']['output'];
};

/** An aggregation level: the tenant, one of its teams, agents or customers. */
export type Scope = {
  readonly id: Scalars['ID']['output'];
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
  readonly id: Scalars['ID']['output'];
  readonly level: Level;
  readonly key: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
  /** IANA time zone; days and periods are in it. */
  readonly timeZone: Scalars['String']['output'];
  /** ISO 4217. */
  readonly currency: Scalars['String']['output'];
  readonly industry: Maybe<Scalars['String']['output']>;
  /** Language of names where a query asks for none. */
  readonly locale: Scalars['String']['output'];
  readonly scorecard: Maybe<Scorecard>;
  readonly series: Maybe<Series>;
  readonly breakdown: Maybe<ReadonlyArray<BreakdownItem>>;
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

/** A team of the tenant. */
export type Team = Scope & Node & {
  readonly id: Scalars['ID']['output'];
  readonly level: Level;
  readonly key: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
  readonly scorecard: Maybe<Scorecard>;
  readonly series: Maybe<Series>;
  readonly breakdown: Maybe<ReadonlyArray<BreakdownItem>>;
  /** Members of today, in key order. */
  readonly agents: AgentConnection;
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
  readonly id: Scalars['ID']['output'];
  readonly level: Level;
  readonly key: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
  readonly scorecard: Maybe<Scorecard>;
  readonly series: Maybe<Series>;
  readonly breakdown: Maybe<ReadonlyArray<BreakdownItem>>;
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
  readonly id: Scalars['ID']['output'];
  readonly level: Level;
  readonly key: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
  readonly scorecard: Maybe<Scorecard>;
  readonly series: Maybe<Series>;
  readonly breakdown: Maybe<ReadonlyArray<BreakdownItem>>;
  readonly segment: Maybe<Scalars['String']['output']>;
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
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor: Maybe<Scalars['String']['output']>;
  readonly endCursor: Maybe<Scalars['String']['output']>;
};

/** A page of teams. */
export type TeamConnection = {
  readonly edges: ReadonlyArray<TeamEdge>;
  readonly nodes: ReadonlyArray<Team>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

/** A team and the cursor after which the next page begins. */
export type TeamEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Team;
};

/** A page of agents. */
export type AgentConnection = {
  readonly edges: ReadonlyArray<AgentEdge>;
  readonly nodes: ReadonlyArray<Agent>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

/** An agent and the cursor after which the next page begins. */
export type AgentEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Agent;
};

/** A page of customers. */
export type CustomerConnection = {
  readonly edges: ReadonlyArray<CustomerEdge>;
  readonly nodes: ReadonlyArray<Customer>;
  readonly pageInfo: PageInfo;
  /** null: too many to count while you wait. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** A customer and the cursor after which the next page begins. */
export type CustomerEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Customer;
};

/** A period with its presets resolved; both days belong to it. */
export type Period = {
  readonly from: Scalars['Date']['output'];
  readonly to: Scalars['Date']['output'];
};

/** KPIs of one scope over one period. */
export type Scorecard = Node & {
  readonly id: Scalars['ID']['output'];
  readonly scope: Scope;
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
  readonly kpi: Kpi;
  readonly definitionVersion: Scalars['Int']['output'];
  /** null: nothing to measure yet. */
  readonly value: Maybe<Scalars['Float']['output']>;
  /** Sample size. */
  readonly count: Scalars['Long']['output'];
  readonly numerator: Maybe<Scalars['Float']['output']>;
  readonly denominator: Maybe<Scalars['Float']['output']>;
  /** Survey KPIs only. */
  readonly confidence: Maybe<Confidence>;
  /** Durations only. */
  readonly distribution: Maybe<Distribution>;
  /** A window of the definition has not passed for part of the period: the value can still move by itself. */
  readonly provisional: Scalars['Boolean']['output'];
  /** The last day whose value only a correction can still change. */
  readonly settledThrough: Maybe<Scalars['Date']['output']>;
  /** The period before: as many days, or the calendar month, quarter or year before a whole one. */
  readonly previous: Maybe<Comparison>;
  /** The same dates a year ago. */
  readonly yearAgo: Maybe<Comparison>;
  /** What the KPI brings with it: churn reasons, appraisal and health parts, backtests. */
  readonly parts: Maybe<ReadonlyArray<Part>>;
};

/** A named piece of a value. */
export type Part = {
  readonly name: Scalars['String']['output'];
  readonly value: Maybe<Scalars['Float']['output']>;
  readonly count: Scalars['Long']['output'];
};

/** 95 %. */
export type Confidence = {
  readonly low: Scalars['Float']['output'];
  readonly high: Scalars['Float']['output'];
};

/** In the KPI's unit. Percentiles, min and max are within 1 %; the mean is exact. */
export type Distribution = {
  readonly mean: Scalars['Float']['output'];
  readonly min: Scalars['Float']['output'];
  readonly p50: Scalars['Float']['output'];
  readonly p75: Scalars['Float']['output'];
  readonly p90: Scalars['Float']['output'];
  readonly p95: Scalars['Float']['output'];
  readonly p99: Scalars['Float']['output'];
  readonly max: Scalars['Float']['output'];
};

/** The value of another period beside this one. `better` follows the KPI's direction. */
export type Comparison = {
  readonly period: Period;
  readonly value: Maybe<Scalars['Float']['output']>;
  readonly change: Maybe<Scalars['Float']['output']>;
  readonly changePercent: Maybe<Scalars['Float']['output']>;
  readonly better: Maybe<Scalars['Boolean']['output']>;
};

/** A KPI of the catalogue, built in or the tenant's own. */
export type Kpi = Node & {
  readonly id: Scalars['ID']['output'];
  readonly code: Scalars['String']['output'];
  /** In `locale` (en, zh-Hant, zh-Hans, ms), else in the tenant's. */
  readonly name: Scalars['String']['output'];
  /** In `locale` (en, zh-Hant, zh-Hans, ms), else in the tenant's. */
  readonly description: Scalars['String']['output'];
  readonly formula: Scalars['String']['output'];
  readonly unit: Scalars['String']['output'];
  readonly direction: Direction;
  readonly keyResultArea: KeyResultArea;
  readonly tier: Tier;
  readonly levels: ReadonlyArray<Level>;
  /** Of the definition. A changed formula gets a new one. */
  readonly version: Scalars['Int']['output'];
  /** Defined by the tenant. */
  readonly custom: Scalars['Boolean']['output'];
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
  readonly kpi: Kpi;
  readonly interval: Interval;
  readonly points: ReadonlyArray<Point>;
};

/** `incomplete`: the interval is not over; `from` is its first day. */
export type Point = {
  readonly at: Scalars['DateTime']['output'];
  readonly from: Scalars['Date']['output'];
  readonly value: Maybe<Scalars['Float']['output']>;
  readonly count: Scalars['Long']['output'];
  readonly numerator: Maybe<Scalars['Float']['output']>;
  readonly denominator: Maybe<Scalars['Float']['output']>;
  readonly incomplete: Scalars['Boolean']['output'];
  readonly provisional: Scalars['Boolean']['output'];
};

/** The KPI for one value of the dimension. */
export type BreakdownItem = {
  readonly value: Scalars['String']['output'];
  readonly result: KpiValue;
};

/** A place in a ranking. */
export type RankingEntry = {
  readonly position: Scalars['Int']['output'];
  readonly scope: Scope;
  readonly result: KpiValue;
};

/** What a table of cohorts counts: customers, or their monthly recurring revenue. */
export type CohortMeasure =
  | 'customers'
  | 'revenue';

/** One row for each month of the period that has begun. */
export type CohortTable = {
  readonly rows: ReadonlyArray<CohortRow>;
};

/** Those acquired in a month: how many, or their revenue at the start. */
export type CohortRow = {
  /** Its first day. */
  readonly month: Scalars['Date']['output'];
  readonly size: Scalars['Float']['output'];
  readonly cells: ReadonlyArray<CohortCell>;
};

/** What is left at the end of the month so many after; one that returned counts again. `percent` is null in a month without new customers, `incomplete`: that month is not over. */
export type CohortCell = {
  readonly age: Scalars['Int']['output'];
  readonly kept: Scalars['Float']['output'];
  readonly percent: Maybe<Scalars['Float']['output']>;
  readonly incomplete: Scalars['Boolean']['output'];
};

export type Query = {
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


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryScopeArgs = {
  level: Level;
  key: Scalars['String']['input'];
};


export type QueryKpisArgs = {
  codes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  keyResultArea?: InputMaybe<KeyResultArea>;
  tier?: InputMaybe<Tier>;
};


export type QueryKpiArgs = {
  code: Scalars['String']['input'];
};

export type Subscription = {
  /** The scorecard at once, and again after each change of its scope. Changes that come faster than they are taken become one. */
  readonly scorecardChanged: Scorecard;
};


export type SubscriptionScorecardChangedArgs = {
  scope: Scalars['ID']['input'];
  period: PeriodInput;
  kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
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
  PageInfo: ResolverTypeWrapper<Page>;
  TeamConnection: ResolverTypeWrapper<Page>;
  TeamEdge: ResolverTypeWrapper<ScopeRef>;
  AgentConnection: ResolverTypeWrapper<Page>;
  AgentEdge: ResolverTypeWrapper<ScopeRef>;
  CustomerConnection: ResolverTypeWrapper<Page>;
  CustomerEdge: ResolverTypeWrapper<ScopeRef>;
  Period: ResolverTypeWrapper<Period>;
  Scorecard: ResolverTypeWrapper<ScorecardRef>;
  KpiValue: ResolverTypeWrapper<NodeKpiValue>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Part: ResolverTypeWrapper<Part>;
  Confidence: ResolverTypeWrapper<Confidence>;
  Distribution: ResolverTypeWrapper<Distribution>;
  Comparison: ResolverTypeWrapper<Comparison>;
  Kpi: ResolverTypeWrapper<KpiRef>;
  Series: ResolverTypeWrapper<NodeSeries>;
  Point: ResolverTypeWrapper<Point>;
  BreakdownItem: ResolverTypeWrapper<NodeBreakdownItem>;
  RankingEntry: ResolverTypeWrapper<NodeRankingEntry>;
  CohortMeasure: CohortMeasure;
  CohortTable: ResolverTypeWrapper<Omit<CohortTable, 'rows'> & { rows: ReadonlyArray<ResolversTypes['CohortRow']> }>;
  CohortRow: ResolverTypeWrapper<NodeCohortRow>;
  CohortCell: ResolverTypeWrapper<CohortCell>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
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
  PageInfo: Page;
  TeamConnection: Page;
  TeamEdge: ScopeRef;
  AgentConnection: Page;
  AgentEdge: ScopeRef;
  CustomerConnection: Page;
  CustomerEdge: ScopeRef;
  Period: Period;
  Scorecard: ScorecardRef;
  KpiValue: NodeKpiValue;
  Float: Scalars['Float']['output'];
  Part: Part;
  Confidence: Confidence;
  Distribution: Distribution;
  Comparison: Comparison;
  Kpi: KpiRef;
  Series: NodeSeries;
  Point: Point;
  BreakdownItem: NodeBreakdownItem;
  RankingEntry: NodeRankingEntry;
  CohortTable: Omit<CohortTable, 'rows'> & { rows: ReadonlyArray<ResolversParentTypes['CohortRow']> };
  CohortRow: NodeCohortRow;
  CohortCell: CohortCell;
  Query: Record<PropertyKey, never>;
  Subscription: Record<PropertyKey, never>;
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
  __resolveType: TypeResolveFn<'Tenant' | 'Team' | 'Agent' | 'Customer' | 'Scorecard' | 'Kpi', ParentType, ContextType>;
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
  scorecard?: Resolver<Maybe<ResolversTypes['Scorecard']>, ParentType, ContextType, RequireFields<TenantScorecardArgs, 'period'>>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType, RequireFields<TenantSeriesArgs, 'kpi' | 'period' | 'interval'>>;
  breakdown?: Resolver<Maybe<ReadonlyArray<ResolversTypes['BreakdownItem']>>, ParentType, ContextType, RequireFields<TenantBreakdownArgs, 'kpi' | 'period' | 'by' | 'first'>>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType, RequireFields<TenantTeamArgs, 'key'>>;
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType, RequireFields<TenantAgentArgs, 'key'>>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<TenantCustomerArgs, 'key'>>;
  teams?: Resolver<ResolversTypes['TeamConnection'], ParentType, ContextType, RequireFields<TenantTeamsArgs, 'first'>>;
  agents?: Resolver<ResolversTypes['AgentConnection'], ParentType, ContextType, RequireFields<TenantAgentsArgs, 'first'>>;
  customers?: Resolver<ResolversTypes['CustomerConnection'], ParentType, ContextType, RequireFields<TenantCustomersArgs, 'first'>>;
  ranking?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RankingEntry']>>, ParentType, ContextType, RequireFields<TenantRankingArgs, 'kpi' | 'level' | 'period' | 'first' | 'worst' | 'minCount'>>;
  cohorts?: Resolver<Maybe<ResolversTypes['CohortTable']>, ParentType, ContextType, RequireFields<TenantCohortsArgs, 'period' | 'of'>>;
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
  agents?: Resolver<ResolversTypes['AgentConnection'], ParentType, ContextType, RequireFields<TeamAgentsArgs, 'first'>>;
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
  segment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  numerator?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  denominator?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  confidence?: Resolver<Maybe<ResolversTypes['Confidence']>, ParentType, ContextType>;
  distribution?: Resolver<Maybe<ResolversTypes['Distribution']>, ParentType, ContextType>;
  provisional?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  settledThrough?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['Comparison']>, ParentType, ContextType>;
  yearAgo?: Resolver<Maybe<ResolversTypes['Comparison']>, ParentType, ContextType>;
  parts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Part']>>, ParentType, ContextType>;
};

export type PartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Part'] = ResolversParentTypes['Part']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
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

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  tenant?: Resolver<ResolversTypes['Tenant'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  scope?: Resolver<Maybe<ResolversTypes['Scope']>, ParentType, ContextType, RequireFields<QueryScopeArgs, 'level' | 'key'>>;
  kpis?: Resolver<ReadonlyArray<ResolversTypes['Kpi']>, ParentType, ContextType, Partial<QueryKpisArgs>>;
  kpi?: Resolver<Maybe<ResolversTypes['Kpi']>, ParentType, ContextType, RequireFields<QueryKpiArgs, 'code'>>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  scorecardChanged?: SubscriptionResolver<ResolversTypes['Scorecard'], "scorecardChanged", ParentType, ContextType, RequireFields<SubscriptionScorecardChangedArgs, 'scope' | 'period'>>;
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
  Part?: PartResolvers<ContextType>;
  Confidence?: ConfidenceResolvers<ContextType>;
  Distribution?: DistributionResolvers<ContextType>;
  Comparison?: ComparisonResolvers<ContextType>;
  Kpi?: KpiResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  Point?: PointResolvers<ContextType>;
  BreakdownItem?: BreakdownItemResolvers<ContextType>;
  RankingEntry?: RankingEntryResolvers<ContextType>;
  CohortTable?: CohortTableResolvers<ContextType>;
  CohortRow?: CohortRowResolvers<ContextType>;
  CohortCell?: CohortCellResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
};
