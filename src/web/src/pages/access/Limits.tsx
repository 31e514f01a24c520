import type { ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { Card } from '../../components/Card';
import { Loaded } from '../../components/States';
import { Limits } from '../../generated/Limits';
import { useFormats, useTexts } from '../../i18n/context';

const nothing = {};

export function LimitsCard(): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const query = useQuery(Limits, nothing);
  return (
    <Card title={t.access.tabs.limits} about={t.access.limitsAbout}>
      <Loaded query={query}>
        {({ tenant: { limits } }) => {
          const rows: readonly (readonly [string, number | null])[] = [
            [t.access.requests, limits.requestsPerSecond],
            [t.access.requestsKey, limits.requestsPerSecondPerKey],
            [t.access.ingestSecond, limits.ingestBytesPerSecond],
            [t.access.ingestDay, limits.ingestBytesPerDay],
            [t.access.ingestToday, limits.ingestBytesToday],
            [t.access.subscriptions, limits.subscriptions],
          ];
          return (
            <table className="table">
              <tbody>
                {rows.map(([label, value]) => (
                  <tr key={label}>
                    <th scope="row">{label}</th>
                    <td className="table-number">{value === null ? t.access.unlimited : formats.number(value)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          );
        }}
      </Loaded>
    </Card>
  );
}
