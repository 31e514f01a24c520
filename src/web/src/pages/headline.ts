/** What the overview, teams and agents show first of each area; the KPI pages have all of them. */
export const areas = ['SATISFACTION', 'RESPONSIVENESS', 'RESOLUTION', 'QUALITY', 'EFFICIENCY', 'LOYALTY'] as const;
export type Area = (typeof areas)[number];

export const headline: Readonly<Record<Area, readonly string[]>> = {
  SATISFACTION: ['csat', 'nps', 'ces', 'negative_feedback_rate'],
  RESPONSIVENESS: ['first_response_time', 'average_speed_of_answer', 'service_level', 'abandonment_rate'],
  RESOLUTION: ['first_contact_resolution', 'average_resolution_time', 'backlog', 'complaint_rate'],
  QUALITY: ['quality_score', 'error_rate', 'knowledge_base_utilization', 'bot_containment_rate'],
  EFFICIENCY: ['contact_volume', 'average_handle_time', 'cost_per_contact', 'occupancy'],
  LOYALTY: ['customers_active', 'churn_rate', 'net_revenue_retention', 'customer_lifetime_value'],
};

export const headlineCodes: readonly string[] = areas.flatMap((area) => headline[area]);

export function areaOf(text: string | null): Area {
  return areas.find((area) => area.toLowerCase() === text) ?? 'SATISFACTION';
}
