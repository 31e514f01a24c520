import { useState, type ReactNode } from 'react';
import { Button } from '../../components/Button';
import { Checkbox, Field, Select } from '../../components/Field';
import { durationOf, durationText } from '../../components/form/checks';
import { Choices } from '../../components/form/Choices';
import { Items } from '../../components/form/Items';
import { useFormats, useTexts } from '../../i18n/context';
import { changedAt, without } from './check';
import type { Known, SectionProps } from './page';
import { differs, SectionForm } from './SectionForm';

const priorities = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const;
const clocks = ['CALENDAR', 'BUSINESS'] as const;
const times = ['firstResponse', 'nextResponse', 'resolution'] as const;

interface Policy {
  readonly priorities: readonly (typeof priorities)[number][];
  readonly channels: readonly string[];
  readonly firstResponse: string;
  readonly nextResponse: string;
  readonly resolution: string;
  readonly clock: (typeof clocks)[number];
  readonly pauseOnCustomer: boolean;
}

const text = (seconds: number | null): string => (seconds === null ? '' : durationText(seconds));
const draftOf = ({ slaPolicies }: Known): readonly Policy[] =>
  slaPolicies.map((policy) => ({
    priorities: policy.priorities,
    channels: policy.channels,
    firstResponse: text(policy.firstResponse),
    nextResponse: text(policy.nextResponse),
    resolution: text(policy.resolution),
    clock: policy.clock,
    pauseOnCustomer: policy.pauseOnCustomer,
  }));
const fresh: Policy = {
  priorities: [],
  channels: [],
  firstResponse: '',
  nextResponse: '',
  resolution: '',
  clock: 'CALENDAR',
  pauseOnCustomer: false,
};
const isWrong = (typed: string): boolean => typed.trim() !== '' && !((durationOf(typed) ?? 0) > 0);

export function Sla({ settings }: SectionProps): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const known = draftOf(settings);
  const [draft, setDraft] = useState(known);
  const [tried, setTried] = useState(false);
  const isEmpty = (policy: Policy): boolean => times.every((time) => policy[time].trim() === '');
  const build = () => {
    if (draft.some((policy) => isEmpty(policy) || times.some((time) => isWrong(policy[time])))) return null;
    const seconds = (typed: string): number | null => (typed.trim() === '' ? null : durationOf(typed));
    return {
      slaPolicies: draft.map((policy) => ({
        ...policy,
        firstResponse: seconds(policy.firstResponse),
        nextResponse: seconds(policy.nextResponse),
        resolution: seconds(policy.resolution),
      })),
    };
  };
  return (
    <SectionForm
      title={t.settings.sections.sla}
      about={t.settings.slaAbout}
      dirty={differs(draft, known)}
      build={build}
      onTried={() => setTried(true)}
    >
      {() => (
        <>
          {draft.length === 0 && <p className="muted">{t.settings.noPolicies}</p>}
          {draft.map((policy, at) => {
            const put = (change: Partial<Policy>): void => setDraft(changedAt(draft, at, { ...policy, ...change }));
            const name = t.settings.policy(formats.number(at + 1));
            return (
              <div key={at} className="settings-item" role="group" aria-label={name}>
                <div className="row apart">
                  <h3>{name}</h3>
                  <span className="row">
                    {at > 0 && (
                      <Button
                        kind="quiet"
                        small
                        icon="up"
                        aria-label={`${t.settings.moveUp}: ${name}`}
                        onClick={() => {
                          const above = draft[at - 1];
                          if (above) setDraft(changedAt(changedAt(draft, at - 1, policy), at, above));
                        }}
                      />
                    )}
                    <Button kind="quiet" small aria-label={`${t.common.remove}: ${name}`} onClick={() => setDraft(without(draft, at))}>
                      {t.common.remove}
                    </Button>
                  </span>
                </div>
                <div className="form-pair">
                  <Choices
                    label={t.settings.priorities}
                    hint={t.settings.noneIsAll}
                    options={priorities.map((value) => ({ value, label: t.settings.priority[value] }))}
                    chosen={policy.priorities}
                    onChange={(chosen) => put({ priorities: chosen })}
                  />
                  <Items
                    label={t.settings.channels}
                    hint={t.settings.noneIsAll}
                    items={policy.channels}
                    onChange={(channels) => put({ channels })}
                    placeholder="voice"
                  />
                </div>
                <div className="form-pair">
                  {times.map((time) => {
                    const seconds = policy[time].trim() === '' ? null : durationOf(policy[time]);
                    return (
                      <Field
                        key={time}
                        label={t.settings[time]}
                        value={policy[time]}
                        onChange={(event) => put({ [time]: event.target.value })}
                        hint={seconds === null ? t.forms.durationHint : `= ${formats.duration(seconds)}`}
                        error={tried && isWrong(policy[time]) ? t.forms.notNumber : null}
                      />
                    );
                  })}
                </div>
                {tried && isEmpty(policy) && (
                  <p className="field-error" role="alert">
                    {t.settings.slaNeeds}
                  </p>
                )}
                <div className="form-pair">
                  <Select
                    label={t.settings.clock}
                    value={policy.clock}
                    onChange={(event) => put({ clock: event.target.value as Policy['clock'] })}
                    options={clocks.map((clock) => ({ value: clock, label: t.settings.clocks[clock] }))}
                  />
                  <Checkbox
                    label={t.settings.pause}
                    checked={policy.pauseOnCustomer}
                    onChange={(event) => put({ pauseOnCustomer: event.target.checked })}
                  />
                </div>
              </div>
            );
          })}
          <div>
            <Button onClick={() => setDraft([...draft, fresh])}>{t.settings.addPolicy}</Button>
          </div>
        </>
      )}
    </SectionForm>
  );
}
