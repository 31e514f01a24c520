import type { Texts } from '../texts';

export const problems: Texts['problems'] = {
  UNAUTHENTICATED: 'Anda telah log keluar. Log masuk semula.',
  FORBIDDEN: 'Peranan anda tidak membenarkan ini.',
  NOT_FOUND: 'Ia tiada (lagi), atau anda tidak boleh melihatnya.',
  BAD_INPUT: 'Ada yang tidak kena dengan permintaan ini.',
  UNKNOWN_KPI: 'Tiada KPI sedemikian.',
  KPI_NOT_AT_LEVEL: 'KPI ini tiada pada peringkat ini.',
  KPI_NOT_BY_DIMENSION: 'KPI ini tidak boleh dipecah atau ditapis mengikut ini.',
  KPI_HAS_NO_DRIVERS: 'Perubahan KPI ini tidak boleh diuraikan.',
  NO_EVIDENCE: 'Bukti di sebalik KPI ini tidak dapat disenaraikan di sini.',
  TOO_MANY_TO_RANK: 'Terlalu banyak untuk disusun. Guna tempoh lebih pendek atau penapis.',
  POSITION_NOT_REACHED: 'Data terkini belum dikira. Cuba sebentar lagi.',
  TOO_COSTLY: 'Terlalu banyak diminta sekali gus. Guna tempoh lebih pendek atau kurang baris.',
  RATE_LIMITED: 'Terlalu banyak permintaan. Tunggu sebentar.',
  UNAVAILABLE: 'CareKpi tidak dapat menjawab sekarang. Cuba sebentar lagi.',
  OFFLINE: 'CareKpi tidak dapat dihubungi. Semak sambungan anda.',
  broken: 'Bahagian ini tidak dapat ditunjukkan.',
};
