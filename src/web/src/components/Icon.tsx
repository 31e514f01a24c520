import type { ReactNode } from 'react';

/** Line drawings of 16 by 16. */
const paths = {
  overview: 'M2 13V8h3v5H2zm4.5 0V3h3v10h-3zM11 13V6h3v7h-3z',
  live: 'M8 8h.01M5.2 10.8a4 4 0 010-5.6m5.6 0a4 4 0 010 5.6M3 13a7 7 0 010-10m10 0a7 7 0 010 10',
  teams:
    'M6 7a2.3 2.3 0 100-4.6A2.3 2.3 0 006 7zm-4 6.5c0-2.5 1.800-4 4-4s4 1.500 4 4M10.500 7a2 2 0 10-.3-4M14 13c0-2-1.200-3.300-3-3.700',
  customers:
    'M8 7.500a2.600 2.600 0 100-5.200 2.600 2.600 0 000 5.200zM2.800 13.700c.4-2.700 2.500-4.200 5.200-4.200s4.800 1.500 5.200 4.200',
  kpis: 'M2 13l4-5 3 2.500L14 4M14 4h-3M14 4v3',
  cohorts: 'M2.500 2.500h3v3h-3zM6.500 6.500h3v3h-3zM6.500 2.500h3v3h-3zM2.500 6.500h3v3h-3zM2.500 10.500h3v3h-3zM10.500 2.500h3v3h-3z',
  targets: 'M8 14A6 6 0 108 2a6 6 0 000 12zm0-3a3 3 0 100-6 3 3 0 000 6zm0-3h.01',
  alerts:
    'M8 2.500a3.500 3.500 0 013.500 3.500c0 3 1.500 4 1.500 4H3s1.500-1 1.500-4A3.500 3.500 0 018 2.500zM6.800 13a1.300 1.300 0 002.400 0',
  reports: 'M4 2h5.500L13 5.500V14H4zM9 2v4h4M6.500 9h4M6.500 11.500h4',
  disputes: 'M8 2v12M4 14h8M2 9l2-5 2 5a2 2 0 01-4 0zM10 9l2-5 2 5a2 2 0 01-4 0zM4 4h8',
  annotations: 'M3 3h10v7H8l-3 3v-3H3z',
  formula: 'M12 3H7L5 13H3M5 7.500h5M10 10l4 4M14 10l-4 4',
  quality: 'M2 8h3l2-5 3 10 2-5h2',
  upload: 'M8 11V3M5 5.500L8 2.500l3 3M3 11v2.500h10V11',
  settings: 'M3 4.500h6M12 4.500h1M3 8h1M7 8h6M3 11.500h5M11 11.500h2M10.500 3v3M5.500 6.500v3M9.500 10v3',
  access: 'M10 9a3.500 3.500 0 10-3.200-2.100L2 11.700V14h2.500v-1.700h1.700v-1.700L7.800 9M11 5h.01',
  menu: 'M2.500 4.500h11M2.500 8h11M2.500 11.500h11',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  calendar: 'M2.500 3.500h11v10h-11zM2.500 6.500h11M5.500 2v3M10.500 2v3',
  globe: 'M8 14A6 6 0 108 2a6 6 0 000 12zM2 8h12M8 2c2 2 2.500 4 2.500 6S10 12 8 14c-2-2-2.500-4-2.500-6S6 4 8 2z',
  theme: 'M8 14A6 6 0 108 2a6 6 0 000 12zM8 2v12M10 4v8M12 5v6',
  person: 'M8 7.500a2.600 2.600 0 100-5.200 2.600 2.600 0 000 5.200zM2.800 13.700c.4-2.700 2.500-4.200 5.200-4.200s4.800 1.500 5.200 4.200',
  download: 'M8 2.500v8M5 8l3 3 3-3M3 11v2.500h10V11',
  warning: 'M8 2.500l6.200 11H1.800zM8 6.500v3.500M8 12h.01',
  check: 'M3 8.500l3.500 3.500L13 4.500',
  print: 'M4.500 6V2.500h7V6M4.500 11.500h-2V6h11v5.500h-2M4.500 9.500h7v4h-7z',
  search: 'M7 11.500a4.500 4.500 0 100-9 4.500 4.500 0 000 9zM10.500 10.500L14 14',
  filter: 'M2 3.500h12l-4.500 5.500v4l-3 1V9z',
  up: 'M4 10l4-4 4 4',
} as const;
export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill={name === 'overview' ? 'currentColor' : 'none'}
      stroke={name === 'overview' ? 'none' : 'currentColor'}
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
