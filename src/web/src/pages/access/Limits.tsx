import type { ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { Card } from '../../components/Card';
import { Loaded } from '../../components/States';
import { UsedLimits } from '../../generated/UsedLimits';
import { useFormats, useTexts } from '../../i18n/context';

const none = {};

export function Limits(): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const query = useQuery(UsedLimits, none);
  return (
    <Card title={t.access.limits} about={t.access.limitsAbout}>
      <Loaded query={query}>
        {({ tenant: { limits } }) => {
          const { ingestBytesToday: used, ingestBytesPerDay: most } = limits;
          return (
            <dl className="limits">
              <div className="limit">
                <dt id="limit-today">{t.access.bytesDay}</dt>
                <dd>
                  {most === null ? formats.bytes(used) : t.access.ofMost(formats.bytes(used), formats.bytes(most))}{' '}
                  {most !== null && <meter aria-labelledby="limit-today" min={0} max={most} high={most * 0.8} optimum={0} value={used} />}
                  <p className="muted">
                    {most === null ? t.access.unlimited : t.access.usedShare(formats.percent(most === 0 ? 100 : (used / most) * 100, 0))} ·{' '}
                    {t.access.bytesDayHint}
                  </p>
                </dd>
              </div>
              <Most name={t.access.bytes} most={formats.bytes(limits.ingestBytesPerSecond)} />
              <Most name={t.access.requests} most={formats.number(limits.requestsPerSecond)} />
              <Most name={t.access.requestsKey} most={formats.number(limits.requestsPerSecondPerKey)} />
              <Most name={t.access.streams} most={formats.number(limits.subscriptions)} />
            </dl>
          );
        }}
      </Loaded>
    </Card>
  );
}

function Most({ name, most }: { readonly name: string; readonly most: string }): ReactNode {
  const t = useTexts();
  return (
    <div className="limit">
      <dt>{name}</dt>
      <dd>{t.access.atMost(most)}</dd>
    </div>
  );
}
