import type { Texts } from '../i18n/texts';

/** A channel as people say it; one that is not known is shown as it is. */
export function channelName(t: Texts, channel: string): string {
  return (t.judging.channels as Readonly<Record<string, string>>)[channel] ?? channel;
}

/** A value of a dimension: channels and priorities have words, everything else is the tenant's own. */
export function valueName(t: Texts, dimension: string, value: string): string {
  if (dimension === 'CHANNEL') return channelName(t, value);
  if (dimension === 'PRIORITY') return (t.judging.priorities as Readonly<Record<string, string>>)[value.toUpperCase()] ?? value;
  return value;
}
