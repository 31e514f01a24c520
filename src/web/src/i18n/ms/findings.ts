import type { Texts } from '../texts';

export const findings: Texts['findings'] = {
  ofContacts: (contacts: string) => `daripada ${contacts} hubungan`,
  codes: {
    superseded_not_found: {
      what: 'Membetulkan peristiwa yang tiada',
      help: 'Peristiwa yang dinamakan oleh “supersedes” tidak pernah tiba, atau daripada sumber lain. Hantar peristiwa itu, atau betulkan namanya.',
    },
    survey_without_scope: {
      what: 'Jawapan tanpa pemilik',
      help: 'Namakan kes, hubungan, ejen atau pelanggan dalam tinjauan: jika tidak ia dikira untuk organisasi sahaja.',
    },
    case_never_opened: {
      what: 'Kes yang tidak pernah dibuka',
      help: 'Hantar care.case.opened untuknya, kemudian pun boleh: sebelum itu, apa yang berlaku di dalamnya tidak dinilai.',
    },
    not_a_person: {
      what: 'Ejen yang sebenarnya bot, atau tidak dikenali',
      help: 'Terangkan bot sebagai bot, dan namakan orang sahaja sebagai ejen.',
    },
    contact_without_customer: {
      what: 'Hubungan tanpa pelanggan',
      help: 'Namakan pelanggan: ulangan, penyelesaian hubungan pertama dan angka pelanggan memerlukannya.',
    },
    contact_without_topic: {
      what: 'Hubungan tanpa topik',
      help: 'Beri topik: tanpanya hubungan kedua tentang perkara yang sama tidak dapat dibezakan.',
    },
    contact_without_agent: {
      what: 'Hubungan dijawab tanpa ejen',
      help: 'Namakan ejen: sebelum itu ia tidak dikira untuk mana-mana ejen atau pasukan.',
    },
    case_without_sla_policy: {
      what: 'Kes tanpa dasar SLA',
      help: 'Tambah dasar untuk keutamaan dan salurannya dalam tetapan: jamnya tidak dinilai.',
    },
    complaint_without_scope: {
      what: 'Aduan tanpa pemilik',
      help: 'Namakan kes, hubungan, ejen atau pelanggan: jika tidak ia dikira untuk organisasi sahaja.',
    },
    complaint_never_raised: {
      what: 'Aduan diselesaikan tetapi tidak pernah dibuat',
      help: 'Hantar care.complaint.raised juga: sebelum itu tiada yang dikira.',
    },
    named_never_seen: {
      what: 'Menamakan hubungan atau kes yang tidak pernah tiba',
      help: 'Hantar tamat hubungan, atau pembukaan kes, dengan nama yang sama.',
    },
    hand_over_without_case: {
      what: 'Sesi bot diserahkan tanpa kes',
      help: 'Namakan kes semasa penyerahan: sebelum itu jam balasan tidak bermula di situ.',
    },
    cost_without_team: {
      what: 'Kos tanpa pasukan',
      help: 'Namakan pasukan jika kos itu miliknya: kini dikira untuk organisasi sahaja, yang mungkin betul.',
    },
    self_service_without_customer: {
      what: 'Layan diri tanpa pelanggan',
      help: 'Namakan pelanggan: tidak dapat diketahui sama ada hubungan menyusul, maka ia tidak dikira.',
    },
    mention_not_judged: {
      what: 'Sebutan yang nadanya tidak diketahui',
      help: 'Hantar label bersamanya: tanpanya, dan tanpa kata yang dikenali penganalisis terbina dalam, ia dikira neutral.',
    },
    text_not_judged: {
      what: 'Mesej dan komen yang nadanya tidak diketahui',
      help: 'Hantar skor bersamanya, atau biarkan: yang tidak dikenali penganalisis terbina dalam tidak dikira dalam sentimen.',
    },
    not_json: { what: 'Bukan JSON', help: 'Betulkan penulis: setiap baris mesti satu objek JSON yang lengkap.' },
    not_cloudevent: { what: 'Bukan CloudEvent', help: 'Hantar specversion “1.0”, id, source, type dan time dengan setiap peristiwa.' },
    missing_field: { what: 'Medan tiada', help: 'Beri medan yang dinamakan contoh; kontrak peristiwa menyatakan yang diperlukan.' },
    invalid_field: { what: 'Medan mempunyai nilai yang salah', help: 'Betulkan medan yang dinamakan contoh.' },
    unknown_type: {
      what: 'Jenis peristiwa tidak dikenali',
      help: 'Betulkan nama: tiada jenis itu di bawah “care.”. Jenis sendiri bermula dengan nama lain.',
    },
    reserved_type: { what: 'Jenis milik CareKpi', help: 'Guna nama lain: jenis di bawah “carekpi.” tidak boleh dihantar.' },
    other_tenant: { what: 'Milik organisasi lain', help: 'Hantar dengan kunci organisasi itu, atau buang tenant daripada peristiwa.' },
    too_old: { what: 'Terlalu lama', help: 'Semak jam dan masa penghantar.' },
    too_new: { what: 'Dari masa depan', help: 'Semak jam dan zon waktu penghantar.' },
    too_large: { what: 'Terlalu besar', help: 'Peristiwa paling banyak 256 KB: buang yang tidak diperlukan.' },
    too_deep: { what: 'Terlalu dalam', help: 'Paling banyak 16 aras objek dan senarai.' },
    duplicate_name: { what: 'Nama dua kali dalam objek', help: 'Setiap nama hanya boleh muncul sekali dalam objek.' },
    self_reference: {
      what: 'Menamakan dirinya sendiri',
      help: 'Peristiwa tidak boleh membetulkan dirinya, dan kes tidak boleh digabung ke dalam dirinya.',
    },
    too_many_scopes: {
      what: 'Terlalu banyak ejen atau pasukan',
      help: 'Semak bahawa nama ejen dan pasukan kekal sama; jika tidak, minta pengendali CareKpi menaikkan had.',
    },
  },
};
