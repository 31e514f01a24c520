import type { KpiResolvers, QueryResolvers, TenantResolvers } from '../schema/types.js';
import type { Context, Session } from '../session.js';
import { textIn } from './locale.js';

export const kpiQueries: Required<Pick<QueryResolvers<Context>, 'kpis' | 'kpi'>> = {
  kpis: async (_, { codes, keyResultArea, tier }, { session }) =>
    [...(await session.kpis.all()).values()]
      .filter((kpi) => (!codes || codes.includes(kpi.code)) && kpi.keyResultArea === (keyResultArea ?? kpi.keyResultArea))
      .filter((kpi) => kpi.tier === (tier ?? kpi.tier))
      .map((entry) => ({ code: entry.code, version: entry.version, entry })),
  kpi: async (_, { code }, { session }) => {
    const entry = (await session.kpis.all()).get(code);
    return entry ? { code, version: entry.version, entry } : null;
  },
};

export const customKpiFields: Required<Pick<TenantResolvers<Context>, 'customKpis'>> = {
  customKpis: async (_, __, { session }) =>
    [...(await session.kpis.all()).values()]
      .filter(({ custom }) => custom)
      .map((entry) => ({ code: entry.code, version: entry.version, entry })),
};

const localeOf = async (locale: string | null | undefined, session: Session): Promise<string> =>
  locale ?? (await session.rememberedTenant()).locale;

export const kpiTypes: { readonly Kpi: KpiResolvers<Context> } = {
  Kpi: {
    id: (kpi, _, { session }) => session.ids.kpi(kpi.code),
    name: async (kpi, { locale }, { session }) => textIn((await session.kpis.entry(kpi)).names, await localeOf(locale, session)),
    description: async (kpi, { locale }, { session }) =>
      textIn((await session.kpis.entry(kpi)).descriptions, await localeOf(locale, session)),
    formula: async (kpi, _, { session }) => (await session.kpis.entry(kpi)).formula,
    unit: async (kpi, _, { session }) => (await session.kpis.entry(kpi)).unit,
    direction: async (kpi, _, { session }) => (await session.kpis.entry(kpi)).direction,
    keyResultArea: async (kpi, _, { session }) => (await session.kpis.entry(kpi)).keyResultArea,
    tier: async (kpi, _, { session }) => (await session.kpis.entry(kpi)).tier,
    levels: async (kpi, _, { session }) => (await session.kpis.entry(kpi)).levels,
    version: async (kpi, _, { session }) => kpi.version ?? (await session.kpis.entry(kpi)).version,
    dimensions: async (kpi, _, { session }) => (await session.kpis.entry(kpi)).dimensions ?? [],
    variantOf: async (kpi, _, { session }) => {
      const { parent } = await session.kpis.entry(kpi);
      return parent == null ? null : { code: parent, version: null, entry: null };
    },
    custom: async (kpi, _, { session }) => (await session.kpis.entry(kpi)).custom,
  },
};
