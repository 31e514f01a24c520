import { refused } from '../node/problems.js';
import type { NodeBusinessHours, NodeOidc, NodeSeconds, NodeServiceLevel, NodeSettingsPatch, NodeSlaPolicy } from '../node/settings.js';
import type {
  BusinessHoursInput,
  ChannelSecondsInput,
  OidcSettingsInput,
  ServiceLevelInput,
  SettingsInput,
  SlaPolicyInput,
} from '../schema/types.js';
import { weekdays } from './weekdays.js';

/** What was given, as the node takes it: absent stays absent, null is null. */
export function patchOf({ serviceLevel, businessHours, slaPolicies, visibility, oidc, ...rest }: SettingsInput): NodeSettingsPatch {
  return {
    ...(rest as NodeSettingsPatch),
    ...(serviceLevel !== undefined && { serviceLevel: serviceLevel && serviceLevelOf(serviceLevel) }),
    ...(businessHours !== undefined && { businessHours: businessHours && hoursOf(businessHours) }),
    ...(slaPolicies !== undefined && { slaPolicies: slaPolicies && slaPolicies.map(policyOf) }),
    ...(visibility !== undefined && { visibility: visibility && { agents: visibility } }),
    ...(oidc !== undefined && { oidc: oidc && oidcOf(oidc) }),
  };
}

function serviceLevelOf({ mode, thresholds, shortAbandon }: ServiceLevelInput): NodeServiceLevel {
  return {
    ...(mode !== undefined && { mode }),
    ...(thresholds !== undefined && { thresholds: thresholds && secondsOf(thresholds, 'thresholds') }),
    ...(shortAbandon !== undefined && { shortAbandon: shortAbandon && secondsOf(shortAbandon, 'shortAbandon') }),
  };
}

function secondsOf(items: readonly ChannelSecondsInput[], name: string): NodeSeconds {
  const seconds = new Map<string, number | null>();
  for (const [i, item] of items.entries()) {
    if (seconds.has(item.channel))
      throw refused(`settings.serviceLevel.${name}[${i}].channel`, `"${item.channel}" is there twice. Give it once.`);
    seconds.set(item.channel, item.seconds ?? null);
  }
  return Object.fromEntries(seconds);
}

/** Changes are merged: days that are left out are closed by saying so. */
function hoursOf({ days, holidays }: BusinessHoursInput): NodeBusinessHours {
  for (const [i, { weekday }] of days.entries()) {
    const isTwice = days.findIndex((day) => day.weekday === weekday) < i;
    if (isTwice)
      throw refused(
        `settings.businessHours.days[${i}].weekday`,
        `${weekday.toUpperCase()} is there twice. Give it once, with all its windows.`,
      );
  }
  const windowsOf = (weekday: string): readonly (readonly [string, string])[] | null =>
    days.find((day) => day.weekday === weekday)?.windows.map(({ from, to }) => [from, to] as const) ?? null;
  return { hours: Object.fromEntries(weekdays.map((weekday) => [weekday, windowsOf(weekday)])), holidays };
}

function policyOf({ priorities, channels, ...rest }: SlaPolicyInput): NodeSlaPolicy {
  return { ...rest, ...(priorities?.length && { priority: priorities }), ...(channels?.length && { channel: channels }) };
}

function oidcOf({ issuers }: OidcSettingsInput): NodeOidc {
  return {
    issuers: issuers.map(({ roles, ...rest }, i) => {
      const twice = roles?.findIndex(({ value }, at) => roles.findIndex((role) => role.value === value) < at) ?? -1;
      if (twice >= 0) throw refused(`settings.oidc.issuers[${i}].roles[${twice}].value`, 'This value is there twice. Give it once.');
      return { ...rest, ...(roles && { roles: Object.fromEntries(roles.map(({ value, role }) => [value, role])) }) };
    }),
  };
}
