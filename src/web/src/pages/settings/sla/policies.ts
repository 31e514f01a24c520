import { durationOf, durationText } from '../../../components/form/checks';
import type { Priority, SlaClock, SlaPolicyInput } from '../../../generated/schema';

/** A policy as it is typed. */
export interface Policy {
  readonly priorities: readonly Priority[];
  readonly channels: readonly string[];
  readonly firstResponse: string;
  readonly nextResponse: string;
  readonly resolution: string;
  readonly clock: SlaClock;
  readonly pauseOnCustomer: boolean;
}

interface Kept extends Pick<Policy, 'priorities' | 'channels' | 'clock' | 'pauseOnCustomer'> {
  readonly firstResponse: number | null;
  readonly nextResponse: number | null;
  readonly resolution: number | null;
}

export const times = ['firstResponse', 'nextResponse', 'resolution'] as const;
export const priorities: readonly Priority[] = ['URGENT', 'HIGH', 'NORMAL', 'LOW'];
export const empty: Policy = {
  priorities: [],
  channels: [],
  firstResponse: '',
  nextResponse: '',
  resolution: '',
  clock: 'CALENDAR',
  pauseOnCustomer: false,
};

const typed = (seconds: number | null): string => (seconds === null ? '' : durationText(seconds));
const read = (text: string): number | null => (text.trim() === '' ? null : durationOf(text));

export const policyOf = (kept: Kept): Policy => ({
  ...kept,
  firstResponse: typed(kept.firstResponse),
  nextResponse: typed(kept.nextResponse),
  resolution: typed(kept.resolution),
});

export const inputOf = (policy: Policy): SlaPolicyInput => ({
  ...policy,
  firstResponse: read(policy.firstResponse),
  nextResponse: read(policy.nextResponse),
  resolution: read(policy.resolution),
});

export interface WrongPolicy {
  readonly firstResponse?: 'notDuration';
  readonly nextResponse?: 'notDuration';
  readonly resolution?: 'notDuration';
  /** Nothing is judged by it. */
  readonly whole?: 'oneTarget';
}

export function wrongPolicy(policy: Policy): WrongPolicy {
  const given = times.filter((name) => policy[name].trim() !== '');
  if (given.length === 0) return { whole: 'oneTarget' };
  return Object.fromEntries(given.filter((name) => durationOf(policy[name]) === null).map((name) => [name, 'notDuration']));
}

/** True if no case gets past `first` to `second`: none chosen means every one. */
const covers = (first: readonly string[], second: readonly string[]): boolean =>
  first.length === 0 || (second.length > 0 && second.every((one) => first.includes(one)));

/** The place of the first policy that takes all cases of this one; null: some get to it. */
export function hiddenBy(policies: readonly Policy[], at: number): number | null {
  const policy = policies[at];
  if (!policy) return null;
  const before = policies.findIndex(
    (other, i) => i < at && covers(other.priorities, policy.priorities) && covers(other.channels, policy.channels),
  );
  return before < 0 ? null : before;
}
