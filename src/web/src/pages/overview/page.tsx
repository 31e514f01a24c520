import type { ReactNode } from 'react';
import { useMay, useViewer } from '../../app/session';
import AgentPage from '../agent/page';
import TeamsPage from '../teams/page';
import { TenantOverview } from './TenantOverview';

/** Where everybody begins: the organisation, the own teams, or the own card. */
export default function OverviewPage(): ReactNode {
  const { role } = useMay();
  const { agent } = useViewer();
  if (role === 'LEAD') return <TeamsPage params={{}} />;
  if (role === 'AGENT' && agent) return <AgentPage params={{ key: agent.key }} />;
  return <TenantOverview />;
}
