import type { Level } from '../../app/scope';

/** What goes into a page: the script of this gateway, and an element that asks the page's own back end for a token. */
export function embedOf(gateway: string, levels: readonly Level[], kpis: readonly string[]): string {
  const token = '/carekpi-token';
  const element = levels.includes('CUSTOMER')
    ? `<carekpi-customer token-url="${token}?customer=…"></carekpi-customer>`
    : `<carekpi-scorecard token-url="${token}"></carekpi-scorecard>`;
  const trend = kpis[0] === undefined ? '' : `\n<carekpi-trend token-url="${token}" kpi="${kpis[0]}"></carekpi-trend>`;
  return `<script src="${gateway}/widgets/v1/carekpi.js" defer></script>\n${element}${trend}`;
}
