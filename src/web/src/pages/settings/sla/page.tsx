import type { ReactNode } from 'react';
import { useQuery } from '../../../api/query';
import { Button } from '../../../components/Button';
import { Checkbox, Field, Select } from '../../../components/Field';
import { durationOf } from '../../../components/form/checks';
import { Choices } from '../../../components/form/Choices';
import { EmptyState, Loaded } from '../../../components/States';
import { SlaSettings, type SlaSettingsQuery } from '../../../generated/SlaSettings';
import type { SlaClock } from '../../../generated/schema';
import { useFormats, useTexts } from '../../../i18n/context';
import { channels } from '../channels';
import { useEditing, type Editing } from '../editing';
import { Frame } from '../Frame';
import { History } from '../History';
import { Ordered } from '../Ordered';
import { changedAt } from '../lists';
import { SettingsForm } from '../SettingsForm';
import { empty, hiddenBy, inputOf, policyOf, priorities, times, wrongPolicy, type Policy } from './policies';

const all = {};
const names = ['slaPolicies'];
const most = 100;

interface Form {
  readonly policies: readonly Policy[];
}

export default function SlaPage(): ReactNode {
  const query = useQuery(SlaSettings, all);
  return (
    <Frame section="sla">
      <Loaded query={query} lines={8}>
        {({ tenant }) => <SlaForm settings={tenant.settings} />}
      </Loaded>
      <History names={names} timed />
    </Frame>
  );
}

function SlaForm({ settings }: { readonly settings: SlaSettingsQuery['tenant']['settings'] }): ReactNode {
  const t = useTexts();
  const editing = useEditing<Form>(settings, { policies: settings.slaPolicies.map(policyOf) });
  const { policies } = editing.form;
  const shuffle = (next: readonly Policy[]): void => {
    // What was refused was refused at another place.
    editing.saving.clear();
    editing.put({ policies: next });
  };
  return (
    <SettingsForm
      title={t.judging.policies}
      about={t.judging.policiesAbout}
      editing={editing}
      wrong={policies.some((policy) => Object.keys(wrongPolicy(policy)).length > 0)}
      settings={() => ({ slaPolicies: policies.map(inputOf) })}
      shows={names}
      timed={{ names, history: settings.history }}
    >
      {policies.length === 0 && <EmptyState>{t.judging.noPolicies}</EmptyState>}
      <Ordered items={policies} nameOf={(_, at) => t.judging.policy(String(at + 1))} onChange={shuffle}>
        {(policy, at) => (
          <PolicyFields
            policy={policy}
            at={at}
            editing={editing}
            hasHours={settings.businessHours !== null}
            put={(change) => editing.put({ policies: changedAt(policies, at, change) })}
          />
        )}
      </Ordered>
      <div className="row">
        <Button onClick={() => shuffle([...policies, empty])} disabled={policies.length >= most}>
          {t.judging.addPolicy}
        </Button>
      </div>
    </SettingsForm>
  );
}

function PolicyFields({
  policy,
  at,
  editing,
  hasHours,
  put,
}: {
  readonly policy: Policy;
  readonly at: number;
  readonly editing: Editing<Form>;
  readonly hasHours: boolean;
  readonly put: (change: Partial<Policy>) => void;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const wrong = editing.tried ? wrongPolicy(policy) : {};
  const refused = (name: string): string | null => editing.refused(`slaPolicies.${at}.${name}`);
  const shownApart = ['priority', 'priorities', 'channel', 'channels', 'clock', 'pauseOnCustomer', ...times].some((name) => refused(name));
  const whole = wrong.whole ? t.judging.oneTarget : shownApart ? null : editing.refused(`slaPolicies.${at}`);
  const before = hiddenBy(editing.form.policies, at);
  const hint = (text: string): string => {
    const seconds = durationOf(text);
    return text.trim() === '' || seconds === null ? t.judging.notJudged : `= ${formats.duration(seconds)}`;
  };
  return (
    <>
      {before !== null && <p className="notice notice-warning">{t.judging.never(String(before + 1))}</p>}
      <Choices
        label={t.judging.forPriorities}
        options={priorities.map((value) => ({ value, label: t.judging.priorities[value] }))}
        chosen={policy.priorities}
        onChange={(chosen) => put({ priorities: chosen })}
        {...(policy.priorities.length === 0 && { hint: t.judging.noneIsAll })}
        error={refused('priority') ?? refused('priorities')}
      />
      <Choices
        label={t.judging.forChannels}
        options={channels.map((value) => ({ value: value as string, label: t.judging.channels[value] }))}
        chosen={policy.channels}
        onChange={(chosen) => put({ channels: chosen })}
        {...(policy.channels.length === 0 && { hint: t.judging.noneIsAll })}
        error={refused('channel') ?? refused('channels')}
      />
      <div className="form-pair">
        {times.map((name) => (
          <Field
            key={name}
            label={t.judging[name]}
            value={policy[name]}
            placeholder="4h"
            onChange={(event) => put({ [name]: event.target.value })}
            error={wrong[name] ? t.judging.notDuration : refused(name)}
            hint={hint(policy[name])}
          />
        ))}
      </div>
      {whole && (
        <p className="field-error" role="alert">
          {whole}
        </p>
      )}
      <div className="form-pair">
        <Select
          label={t.judging.clock}
          value={policy.clock}
          onChange={(event) => put({ clock: event.target.value as SlaClock })}
          options={(['CALENDAR', 'BUSINESS'] as const).map((value) => ({ value, label: t.judging.clocks[value] }))}
          hint={policy.clock === 'BUSINESS' && !hasHours ? t.judging.noHours : undefined}
          error={refused('clock')}
        />
        <Checkbox
          label={t.judging.pause}
          hint={t.judging.pauseHint}
          checked={policy.pauseOnCustomer}
          onChange={(event) => put({ pauseOnCustomer: event.target.checked })}
        />
      </div>
    </>
  );
}
