import type { ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { useNow } from '../../app/now';
import { Badge, Card } from '../../components/Card';
import { EmptyState, Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { Quality, type QualityQuery } from '../../generated/Quality';
import { useFormats, useTexts } from '../../i18n/context';

type DataQuality = QualityQuery['tenant']['dataQuality'];
type Source = DataQuality['sources'][number];
type Count = DataQuality['rejected'][number];
const nothing = {};
const dayMs = 86_400_000;

export default function QualityPage(): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const query = useQuery(Quality, nothing);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.quality.title}</h1>
          <p>{t.quality.about}</p>
        </div>
      </div>
      <Loaded query={query} lines={8}>
        {({ tenant: { horizon, dataQuality } }) => (
          <>
            {horizon !== null && <p className="muted">{t.quality.horizon(formats.day(horizon.slice(0, 10), 'long'))}</p>}
            {dataQuality.setAside.length > 0 && (
              <Card title={t.quality.setAside} about={t.quality.setAsideAbout(formats.list(dataQuality.setAside.map(String)))}>
                {null}
              </Card>
            )}
            <Card title={t.quality.sources} about={t.quality.sourcesAbout}>
              <Sources sources={dataQuality.sources} />
            </Card>
            <div className="columns">
              <Card title={t.quality.rejected} about={t.quality.rejectedAbout}>
                <Counts name="rejected" caption={t.quality.rejectedAbout} counts={dataQuality.rejected} empty={t.quality.noRejected} />
              </Card>
              <Card title={t.quality.findings} about={t.quality.findingsAbout}>
                <Counts name="findings" caption={t.quality.findingsAbout} counts={dataQuality.findings} empty={t.quality.noFindings} />
              </Card>
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

function Sources({ sources }: { readonly sources: readonly Source[] }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow();
  if (sources.length === 0)
    return <EmptyState action={<AppLink to="/import">{t.quality.toImport}</AppLink>}>{t.quality.noSources}</EmptyState>;
  const when = (at: string | null): ReactNode => (at === null ? '–' : <time title={formats.instant(at)}>{formats.ago(at, now)}</time>);
  const columns: readonly Column<Source>[] = [
    {
      key: 'source',
      header: t.quality.source,
      cell: ({ source }) => <strong>{source}</strong>,
      sort: (row) => row.source,
      csv: (row) => row.source,
    },
    {
      key: 'state',
      header: t.forms.state,
      cell: ({ lastArrivalAt }) =>
        lastArrivalAt !== null && now - Date.parse(lastArrivalAt) < dayMs ? (
          <Badge tone="better">✓ {t.quality.fresh}</Badge>
        ) : (
          <Badge tone="warning">! {t.quality.quiet}</Badge>
        ),
    },
    {
      key: 'arrival',
      header: t.quality.lastArrival,
      cell: ({ lastArrivalAt }) => when(lastArrivalAt),
      sort: ({ lastArrivalAt }) => lastArrivalAt,
      csv: ({ lastArrivalAt }) => lastArrivalAt,
    },
    {
      key: 'event',
      header: t.quality.lastEvent,
      cell: ({ lastEventAt }) => (lastEventAt === null ? '–' : formats.instant(lastEventAt)),
      sort: ({ lastEventAt }) => lastEventAt,
      csv: ({ lastEventAt }) => lastEventAt,
      wide: true,
    },
    {
      key: 'rate',
      header: t.quality.rate,
      cell: ({ perMinute }) => formats.number(perMinute, 1),
      sort: ({ perMinute }) => perMinute,
      csv: ({ perMinute }) => perMinute,
      number: true,
    },
    {
      key: 'events',
      header: t.quality.events,
      cell: ({ events }) => formats.number(events),
      sort: ({ events }) => events,
      csv: ({ events }) => events,
      number: true,
      wide: true,
    },
    {
      key: 'duplicates',
      header: t.quality.duplicates,
      cell: ({ duplicates }) => formats.number(duplicates),
      sort: ({ duplicates }) => duplicates,
      csv: ({ duplicates }) => duplicates,
      number: true,
      wide: true,
    },
  ];
  return (
    <Table
      name="sources"
      caption={t.quality.sourcesAbout}
      columns={columns}
      rows={sources}
      keyOf={({ source }) => source}
      csvName="sources"
    />
  );
}

function Counts({
  name,
  caption,
  counts: all,
  empty,
}: {
  readonly name: string;
  readonly caption: string;
  readonly counts: readonly Count[];
  readonly empty: string;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  // How many contacts there were is no finding: shares are of it.
  const counts = all.filter(({ code }) => code !== 'contacts');
  const contacts = all.find(({ code }) => code === 'contacts')?.count;
  const columns: readonly Column<Count>[] = [
    {
      key: 'code',
      header: t.quality.reason,
      cell: ({ code, samples }) => (
        <>
          <Reason code={code} />
          {samples.length > 0 && (
            <details>
              <summary>{t.quality.samples}</summary>
              <ul>
                {samples.map((sample) => (
                  <li key={sample} className="cell-sub mono">
                    {sample}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      ),
      csv: ({ code }) => code,
    },
    {
      key: 'count',
      header: t.quality.count,
      cell: ({ code, count }) => (
        <>
          {formats.number(count)}
          {code.startsWith('contact_without_') && contacts !== undefined && (
            <span className="cell-sub">{t.findings.ofContacts(formats.number(contacts))}</span>
          )}
        </>
      ),
      sort: ({ count }) => count,
      csv: ({ count }) => count,
      number: true,
    },
  ];
  return <Table name={name} caption={caption} columns={columns} rows={counts} keyOf={({ code }) => code} empty={empty} csvName={name} />;
}

/** What it is and what to do, and the code by which programs know it. */
function Reason({ code }: { readonly code: string }): ReactNode {
  const t = useTexts();
  const known = (t.findings.codes as Readonly<Record<string, { readonly what: string; readonly help: string }>>)[code];
  if (!known) return <code className="mono">{code}</code>;
  return (
    <>
      <strong>{known.what}</strong>
      <span className="cell-sub">{known.help}</span>
      <code className="cell-sub mono">{code}</code>
    </>
  );
}
