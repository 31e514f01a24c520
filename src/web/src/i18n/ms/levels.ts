import type { Texts } from '../texts';

export const levels: Texts['levels'] = {
  TENANT: 'Organisasi',
  TEAM: 'Pasukan',
  AGENT: 'Ejen',
  CUSTOMER: 'Pelanggan',
};
