import type { DisputeState } from '../../generated/schema';

export const states = ['OPEN', 'EXCLUDED', 'KEPT', 'WITHDRAWN'] as const satisfies readonly DisputeState[];
export type Shown = DisputeState | 'ALL';

/** Of the address; who decides begins with what waits, who disputes with everything. */
export function shownOf(text: string | null, decides: boolean): Shown {
  const word = text?.toUpperCase();
  return states.find((state) => state === word) ?? (word === 'ALL' || !decides ? 'ALL' : 'OPEN');
}

export interface Judged {
  readonly state: DisputeState;
  readonly agent: { readonly key: string } | null;
  readonly raisedBy: string | null;
}

export interface Judge {
  readonly role: 'ADMIN' | 'LEAD' | 'AGENT';
  readonly name: string;
  /** Who it is in the figures. */
  readonly agent: { readonly key: string } | null;
}

/** Nobody decides about the own answers; what was withdrawn is over. */
export function mayDecide({ state, agent }: Judged, judge: Judge): boolean {
  return judge.role !== 'AGENT' && state !== 'WITHDRAWN' && !isOwn({ agent }, judge);
}

export function isOwn({ agent }: Pick<Judged, 'agent'>, judge: Judge): boolean {
  return agent !== null && agent.key === judge.agent?.key;
}

/** The API knows people by more than their names, and refuses who has only the same one. */
export function mayWithdraw({ state, raisedBy }: Judged, { name }: Judge): boolean {
  return state === 'OPEN' && raisedBy === name;
}
