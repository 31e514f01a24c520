import type { Texts } from '../texts';

export const session: Texts['session'] = {
  title: 'Log masuk ke CareKpi',
  organisation: 'Organisasi',
  organisationHint: 'Nama pendeknya, seperti acme.',
  organisationWrong: 'Huruf kecil, digit dan tanda sempang sahaja.',
  withOrganisation: 'Teruskan dengan organisasi anda',
  linkTitle: 'Atau dengan pautan log masuk',
  linkHint:
    'Buka pautan yang dihantar kepada anda. Ia berfungsi sekali sahaja, selama 24 jam; pentadbir CareKpi boleh menghantar yang baharu.',
  ended: 'Anda telah log keluar.',
  tagline: 'Prestasi khidmat pelanggan, tempat untuk diperhatikan, dan sebab ia berubah.',
};
