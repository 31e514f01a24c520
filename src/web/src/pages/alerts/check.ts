import { amountOf, isHttps, numberOf, type Wrong } from '../../components/form/checks';

export interface TypedRule {
  readonly name: string;
  readonly kpi: string;
  readonly unit: string;
  readonly kind: 'THRESHOLD' | 'TARGET_MISSED' | 'CHANGE';
  readonly bound: string;
  readonly percent: string;
  readonly minCount: string;
  readonly coolDown: string;
  readonly url: string;
  readonly secret: string;
  /** There is a secret that can stay. */
  readonly kept: boolean;
  readonly scope: string;
  readonly one: boolean;
}

export type WrongRule = Partial<Record<'name' | 'kpi' | 'bound' | 'percent' | 'minCount' | 'coolDown' | 'url' | 'scope', Wrong>> & {
  readonly secret?: 'short';
};

const whole = (text: string): Wrong | undefined => {
  const number = numberOf(text);
  if (number === null) return 'notNumber';
  return Number.isInteger(number) && number >= 0 ? undefined : 'notWhole';
};

/** What of a rule has to be mended before it is sent. */
export function wrongRule(rule: TypedRule): WrongRule {
  const wrong: { -readonly [K in keyof WrongRule]: WrongRule[K] } = {};
  if (rule.name.trim() === '') wrong.name = 'required';
  if (rule.kpi === '') wrong.kpi = 'required';
  if (rule.one && rule.scope === '') wrong.scope = 'required';
  if (rule.kind === 'THRESHOLD' && amountOf(rule.bound, rule.unit) === null)
    wrong.bound = rule.bound.trim() === '' ? 'required' : 'notNumber';
  if (rule.kind === 'CHANGE' && !numberOf(rule.percent)) wrong.percent = rule.percent.trim() === '' ? 'required' : 'notNumber';
  const [count, hours] = [whole(rule.minCount), whole(rule.coolDown)];
  if (count) wrong.minCount = count;
  if (hours) wrong.coolDown = hours;
  if (rule.url !== '' && !isHttps(rule.url)) wrong.url = 'notHttps';
  if (rule.url !== '' && (rule.secret === '' ? !rule.kept : rule.secret.length < 16)) wrong.secret = 'short';
  return wrong;
}
