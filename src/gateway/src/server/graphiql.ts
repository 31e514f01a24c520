import type { GraphiQLOptions, YogaServerOptions } from 'graphql-yoga';

const example = `# Put your key into the header below, then run this.
query Overview {
  tenant {
    name
    scorecard(period: { preset: LAST_28_DAYS }) {
      period { from to }
      csat: value(kpi: "csat") { ...Value }
      fcr: value(kpi: "first_contact_resolution") { ...Value }
      frt: value(kpi: "first_response_time") { ...Value distribution { p50 p90 } }
    }
    teams(first: 5) {
      nodes {
        name
        scorecard(period: { preset: LAST_28_DAYS }, kpis: ["csat", "contact_volume"]) {
          values { kpi { name unit } value count }
        }
      }
    }
  }
}

fragment Value on KpiValue {
  kpi { name unit direction }
  value
  count
  provisional
  previous { value change better }
}
`;

export function graphiqlOf(): GraphiQLOptions {
  return { title: 'CareKpi', defaultQuery: example, headers: JSON.stringify({ Authorization: 'Bearer ck_…' }, null, 2) };
}

/** GraphiQL from the package where it is installed, so that it works without the internet; else from Yoga's usual place. */
export async function renderer(): Promise<Pick<YogaServerOptions<object, object>, 'renderGraphiQL'>> {
  try {
    const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
    return { renderGraphiQL };
  } catch {
    return {};
  }
}
