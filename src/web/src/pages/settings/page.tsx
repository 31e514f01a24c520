import { useMemo, type ComponentType, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import type { PageProps } from '../../app/routes/route';
import { useMay, useViewer } from '../../app/session';
import { Card } from '../../components/Card';
import { cx } from '../../components/cx';
import { EmptyState, Loaded } from '../../components/States';
import { Settings, type SettingsQuery } from '../../generated/Settings';
import { useFormats, useLanguage, useTexts } from '../../i18n/context';
import { Appraisal } from './Appraisal';
import { Health } from './Health';
import { HoursSection } from './Hours';
import { Months } from './Months';
import { ServiceLevel } from './ServiceLevel';
import { SignIn } from './SignIn';
import { Sla } from './Sla';
import { Visibility } from './Visibility';
import { Windows } from './Windows';
import './settings.css';

export type Known = SettingsQuery['tenant']['settings'];
export interface SectionProps {
  readonly settings: Known;
  readonly teams: SettingsQuery['tenant']['teams']['nodes'];
}

const parts = {
  hours: HoursSection,
  sla: Sla,
  'service-level': ServiceLevel,
  windows: Windows,
  visibility: Visibility,
  health: Health,
  appraisal: Appraisal,
  'sign-in': SignIn,
  months: Months,
} as const satisfies Readonly<Record<string, ComponentType<SectionProps>>>;
type Section = keyof typeof parts;
const sections = Object.keys(parts) as readonly Section[];

export default function SettingsPage({ params }: PageProps): ReactNode {
  const { t, locale } = useLanguage();
  const { tenant } = useViewer();
  const may = useMay();
  const chosen = sections.find((one) => one === params['section']) ?? 'hours';
  const variables = useMemo(() => ({ locale }), [locale]);
  const query = useQuery(Settings, may.manage ? variables : null);
  const Part = parts[chosen];
  if (!may.manage) return <EmptyState>{t.forms.notManage}</EmptyState>;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.settings.title}</h1>
          <p>{t.settings.about(tenant.name)}</p>
        </div>
      </div>
      <div className="settings">
        <nav className="settings-nav" aria-label={t.settings.title}>
          <ul>
            {sections.map((section) => (
              <li key={section}>
                <AppLink to={`/settings/${section}`} className={cx('nav-item', section === chosen && 'nav-here')}>
                  {t.settings.sections[section]}
                </AppLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="stack">
          <Loaded query={query} lines={8}>
            {({ tenant: { settings, teams } }) => (
              <>
                <JobNote job={settings.job} />
                <Part key={chosen} settings={settings} teams={teams.nodes} />
                {chosen !== 'months' && <History settings={settings} />}
              </>
            )}
          </Loaded>
        </div>
      </div>
    </>
  );
}

function JobNote({ job }: { readonly job: Known['job'] }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  if (job?.state !== 'RUNNING') return null;
  return (
    <p className="settings-job" role="status">
      {t.settings.job(formats.percent(job.total > 0 ? (job.done / job.total) * 100 : 0, 0))}
    </p>
  );
}

function History({ settings }: { readonly settings: Known }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  return (
    <Card title={t.settings.history}>
      {settings.history.length === 0 ? (
        <p className="muted">{t.settings.noHistory}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t.settings.historyAt}</th>
              <th scope="col">{t.settings.historyWhat}</th>
            </tr>
          </thead>
          <tbody>
            {[...settings.history].reverse().map(({ validFrom, given }, at) => (
              <tr key={at}>
                <td>{validFrom === null ? t.settings.fromStart : formats.instant(validFrom)}</td>
                <td className="mono">{given.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
