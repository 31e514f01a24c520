import type { Texts } from '../texts';

export const catalogue: Texts['catalogue'] = {
  title: 'KPI',
  about: 'Setiap KPI, maksudnya dan prestasinya.',
  tier: 'Tahap',
  BASIC: 'Operasi',
  CUSTOMER: 'Berpusatkan pelanggan',
  ADVANCED: 'Lanjutan',
  anyTier: 'Semua tahap',
  anyArea: 'Semua bidang',
  area: 'Bidang hasil utama',
  levels: 'Peringkat',
  own: 'Sendiri',
  variants: 'Dengan varian',
  none: 'Tiada KPI sepadan.',
};
