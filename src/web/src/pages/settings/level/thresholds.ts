import { durationOf, durationText } from '../../../components/form/checks';
import type { ChannelSecondsInput } from '../../../generated/schema';
import { channels, type Channel } from '../channels';

/** Seconds of each channel as they are typed; empty: none. */
export type Typed = Readonly<Record<Channel, string>>;

export function typedOf(kept: readonly { readonly channel: string; readonly seconds: number | null }[]): Typed {
  const typed = channels.map((channel) => {
    const seconds = kept.find((one) => one.channel === channel)?.seconds ?? null;
    return [channel, seconds === null ? '' : durationText(seconds)];
  });
  return Object.fromEntries(typed) as Record<Channel, string>;
}

/** All of them: one that was a default and is taken out must be said too. */
export const inputOf = (typed: Typed): readonly ChannelSecondsInput[] =>
  channels.map((channel) => ({ channel, seconds: typed[channel].trim() === '' ? null : durationOf(typed[channel]) }));

export const wrongChannels = (typed: Typed): readonly Channel[] =>
  channels.filter((channel) => typed[channel].trim() !== '' && durationOf(typed[channel]) === null);
