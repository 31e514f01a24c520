import type { ReactNode } from 'react';
import { useQuery } from '../../../api/query';
import { Checkbox } from '../../../components/Field';
import { Choices } from '../../../components/form/Choices';
import { Loaded } from '../../../components/States';
import type { Onlooker } from '../../../generated/schema';
import { VisibilitySettings, type VisibilitySettingsQuery } from '../../../generated/VisibilitySettings';
import { useTexts } from '../../../i18n/context';
import { useEditing } from '../editing';
import { Frame } from '../Frame';
import { History } from '../History';
import { SettingsForm } from '../SettingsForm';

type Tenant = VisibilitySettingsQuery['tenant'];
const all = {};
const onlookers: readonly Onlooker[] = ['ADMIN', 'LEAD', 'SELF'];

export default function VisibilityPage(): ReactNode {
  const query = useQuery(VisibilitySettings, all);
  return (
    <Frame section="visibility">
      <Loaded query={query} lines={8}>
        {({ tenant }) => (
          <>
            <AgentsForm tenant={tenant} />
            <PeersForm tenant={tenant} />
          </>
        )}
      </Loaded>
      <History names={['visibility', 'peerBenchmarks']} />
    </Frame>
  );
}

function AgentsForm({ tenant }: { readonly tenant: Tenant }): ReactNode {
  const t = useTexts();
  const words = t.rules.visibility;
  const editing = useEditing(tenant, { seen: tenant.settings.visibility });
  const { seen } = editing.form;
  return (
    <SettingsForm
      title={words.title}
      about={words.about}
      editing={editing}
      wrong={false}
      settings={() => ({ visibility: seen })}
      shows={['visibility']}
    >
      <div className="choices-down">
        <Choices
          label={words.who}
          options={onlookers.map((value) => ({ value, label: words.onlookers[value], hint: words.hints[value] }))}
          chosen={seen}
          onChange={(chosen) => editing.put({ seen: chosen })}
          error={editing.refused('visibility')}
        />
      </div>
      {seen.length === 0 && <p className="notice notice-warning">{words.nobody}</p>}
    </SettingsForm>
  );
}

function PeersForm({ tenant }: { readonly tenant: Tenant }): ReactNode {
  const t = useTexts();
  const words = t.rules.visibility;
  const editing = useEditing(tenant, { takesPart: tenant.settings.peerBenchmarks });
  return (
    <SettingsForm
      title={words.peersTitle}
      about={words.peersAbout}
      editing={editing}
      wrong={false}
      settings={() => ({ peerBenchmarks: editing.form.takesPart })}
      shows={['peerBenchmarks']}
    >
      <div className="settings-text">
        <h3>{words.give}</h3>
        <ul>
          {words.gives.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="muted">{words.limit}</p>
        <p className={tenant.industry ? 'muted' : 'notice notice-warning'}>
          {tenant.industry ? words.industry(tenant.industry) : words.noIndustry}
        </p>
      </div>
      <Checkbox
        label={words.takePart}
        hint={words.takePartHint}
        checked={editing.form.takesPart}
        onChange={(event) => editing.put({ takesPart: event.target.checked })}
      />
    </SettingsForm>
  );
}
