/** What a person has typed, read and judged before it is sent. The words for a wrong one are the form's. */
export type Wrong = 'required' | 'notNumber' | 'notWhole' | 'notEmail' | 'notHttps' | 'notOrigin' | 'notNetwork' | 'notTime';

const number = /^[+-]?(\d+([.,]\d+)?|[.,]\d+)$/;

/** null: it is no number. A comma is a point. */
export function numberOf(text: string): number | null {
  const plain = text.trim().replace('−', '-');
  return number.test(plain) ? Number(plain.replace(',', '.')) : null;
}

const parts: Readonly<Record<string, number>> = { d: 86_400, h: 3_600, m: 60, s: 1 };

/** Seconds: `270`, `4m 30s`, `1h`, `4:30`, `2:00:00`. null: it cannot be read. */
export function durationOf(text: string): number | null {
  const plain = text.trim().toLowerCase();
  const clock = /^(?:(\d+):)?(\d{1,2}):(\d{2})$/.exec(plain);
  if (clock) return Number(clock[1] ?? 0) * 3_600 + Number(clock[2]) * 60 + Number(clock[3]);
  const alone = numberOf(plain);
  if (alone !== null) return alone;
  if (!/^(\s*\d+([.,]\d+)?\s*[dhms])+\s*$/.test(plain)) return null;
  let seconds = 0;
  for (const [, count = '', unit = ''] of plain.matchAll(/(\d+(?:[.,]\d+)?)\s*([dhms])/g))
    seconds += (numberOf(count) ?? 0) * (parts[unit] ?? 0);
  return seconds;
}

/** As it is typed again: `4m 30s`. */
export function durationText(seconds: number): string {
  if (seconds < 60 || !Number.isInteger(seconds)) return String(seconds);
  let left = seconds;
  const words = ['d', 'h', 'm', 's'].map((unit) => {
    const size = parts[unit] ?? 1;
    const count = Math.floor(left / size);
    left -= count * size;
    return count > 0 ? `${count}${unit}` : '';
  });
  return words.filter(Boolean).join(' ');
}

/** A KPI's value as it is typed. */
export function amountOf(text: string, unit: string): number | null {
  return unit === 's' ? durationOf(text) : numberOf(text.replace(/%\s*$/, ''));
}

export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);

export function isHttps(text: string): boolean {
  const address = URL.parse(text);
  return address?.protocol === 'https:' && address.hostname !== '';
}

/** Scheme and host, and nothing behind them. */
export function isOrigin(text: string): boolean {
  const address = URL.parse(text);
  return address !== null && /^https?:$/.test(address.protocol) && address.origin === text;
}

export function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  if (more.length > 0) return false;
  const bytes = address.split('.');
  const four = bytes.length === 4 && bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) <= 255);
  const six = address.includes(':') && URL.parse(`http://[${address}]/`) !== null;
  if (!four && !six) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (four ? 32 : 128));
}

/** `24:00` ends a day. */
export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);

/** Items of a text, parted by spaces, commas or lines. */
export const itemsOf = (text: string): readonly string[] => text.split(/[\s,;]+/).filter((item) => item !== '');
