import type { Level } from '../../generated/schema';

/** Of `/widgets/v1/integrity.json`, as the gateway serves it. */
export interface Integrity {
  readonly path: string;
  readonly integrity: string;
}

export const elements = {
  customer: 'carekpi-customer',
  scorecard: 'carekpi-scorecard',
  kpi: 'carekpi-kpi',
  trend: 'carekpi-trend',
} as const;
export type Element = keyof typeof elements;

/** The customer card is of customers alone. */
export function elementsOf(levels: readonly Level[]): readonly Element[] {
  return (Object.keys(elements) as Element[]).filter((one) => one !== 'customer' || levels.includes('CUSTOMER'));
}

/** Nothing in it comes from people: origin and hash are the gateway's. */
export function scriptLine(gateway: string, { path, integrity }: Integrity): string {
  return `<script src="${gateway}${path}" integrity="${integrity}" crossorigin="anonymous" defer></script>`;
}

/** `locale` is that of who embeds it: the page can say another one. */
export function elementLine(element: Element, kpis: readonly string[] | null, locale: string): string {
  const tag = elements[element];
  const one = kpis?.[0] ?? 'csat';
  const kpi = element === 'kpi' || element === 'trend' ? ` kpi="${one}"` : '';
  return `<${tag} token-url="/carekpi-token"${kpi} locale="${locale}"></${tag}>`;
}

/** Styles are made by the script, so no style is asked for; 'self' is for the address that mints, frame-src for the form in a frame. */
export function policyLines(gateway: string): string {
  return `script-src ${gateway};\nconnect-src 'self' ${gateway};\nframe-src ${gateway};`;
}

export function isIntegrity(told: unknown): told is Integrity {
  const { path, integrity } = (told ?? {}) as { readonly path?: unknown; readonly integrity?: unknown };
  return (
    typeof path === 'string' &&
    /^\/widgets\/v1\/carekpi\.js[?=\w]*$/.test(path) &&
    typeof integrity === 'string' &&
    /^sha384-[\w+/=]+$/.test(integrity)
  );
}
