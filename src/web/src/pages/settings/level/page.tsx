import type { ReactNode } from 'react';
import { useQuery } from '../../../api/query';
import { Field } from '../../../components/Field';
import { durationOf } from '../../../components/form/checks';
import { Radios } from '../../../components/form/Radios';
import { Loaded } from '../../../components/States';
import { LevelSettings, type LevelSettingsQuery } from '../../../generated/LevelSettings';
import type { ServiceLevelMode } from '../../../generated/schema';
import { useFormats, useTexts } from '../../../i18n/context';
import { channels, type Channel } from '../channels';
import { useEditing } from '../editing';
import { Frame } from '../Frame';
import { History } from '../History';
import { SettingsForm } from '../SettingsForm';
import { inputOf, typedOf, wrongChannels, type Typed } from './thresholds';

type Settings = LevelSettingsQuery['tenant']['settings'];
const all = {};
const names = ['serviceLevel'];
const modes: readonly ServiceLevelMode[] = [
  'ANSWERED_AND_ABANDONED_IN_TIME',
  'ANSWERED_ONLY',
  'ALL_OFFERED',
  'EXCLUDE_ABANDONED_IN_TIME',
  'SHORT_AS_MET',
  'EXCLUDE_SHORT',
];

export default function LevelPage(): ReactNode {
  const query = useQuery(LevelSettings, all);
  return (
    <Frame section="service-level">
      <Loaded query={query} lines={8}>
        {({ tenant }) => (
          <>
            <ModeForm settings={tenant.settings} />
            <ThresholdsForm settings={tenant.settings} />
          </>
        )}
      </Loaded>
      <History names={names} timed />
    </Frame>
  );
}

function ModeForm({ settings }: { readonly settings: Settings }): ReactNode {
  const t = useTexts();
  const editing = useEditing(settings, { mode: settings.serviceLevel.mode ?? 'ANSWERED_AND_ABANDONED_IN_TIME' });
  return (
    <SettingsForm
      title={t.judging.modeTitle}
      about={t.judging.modeAbout}
      editing={editing}
      wrong={false}
      settings={() => ({ serviceLevel: { mode: editing.form.mode } })}
      shows={[]}
    >
      <Radios
        label={t.judging.mode}
        options={modes.map((value) => ({ value, label: t.judging.modes[value] }))}
        chosen={editing.form.mode}
        onChange={(mode) => editing.put({ mode })}
      />
    </SettingsForm>
  );
}

function ThresholdsForm({ settings }: { readonly settings: Settings }): ReactNode {
  const t = useTexts();
  const editing = useEditing(settings, {
    thresholds: typedOf(settings.serviceLevel.thresholds),
    shortAbandon: typedOf(settings.serviceLevel.shortAbandon),
  });
  const { form, put } = editing;
  const cell = (name: keyof typeof form, channel: Channel, label: string): ReactNode => (
    <Seconds
      label={label}
      typed={form[name]}
      channel={channel}
      error={
        editing.tried && wrongChannels(form[name]).includes(channel)
          ? t.judging.notDuration
          : editing.refused(`serviceLevel.${name}.${channel}`)
      }
      onChange={(typed) => put({ [name]: typed })}
    />
  );
  return (
    <SettingsForm
      title={t.judging.thresholdsTitle}
      about={t.judging.thresholdsAbout}
      editing={editing}
      wrong={wrongChannels(form.thresholds).length + wrongChannels(form.shortAbandon).length > 0}
      settings={() => ({ serviceLevel: { thresholds: inputOf(form.thresholds), shortAbandon: inputOf(form.shortAbandon) } })}
      shows={channels.flatMap((channel) => [`serviceLevel.thresholds.${channel}`, `serviceLevel.shortAbandon.${channel}`])}
      timed={{ names, history: settings.history }}
    >
      <div className="table-scroll" role="group" aria-label={t.judging.thresholdsTitle} tabIndex={0}>
        <table className="table settings-table level-table">
          <thead>
            <tr>
              <th scope="col">{t.judging.channel}</th>
              <th scope="col">{t.judging.threshold}</th>
              <th scope="col">{t.judging.short}</th>
            </tr>
          </thead>
          <tbody>
            {channels.map((channel) => (
              <tr key={channel}>
                <th scope="row">{t.judging.channels[channel]}</th>
                <td>{cell('thresholds', channel, t.judging.thresholdOf(t.judging.channels[channel]))}</td>
                <td>{cell('shortAbandon', channel, t.judging.shortOf(t.judging.channels[channel]))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </SettingsForm>
  );
}

function Seconds({
  label,
  typed,
  channel,
  error,
  onChange,
}: {
  readonly label: string;
  readonly typed: Typed;
  readonly channel: Channel;
  readonly error: string | null;
  readonly onChange: (typed: Typed) => void;
}): ReactNode {
  const formats = useFormats();
  const seconds = durationOf(typed[channel]);
  return (
    <Field
      label={label}
      hideLabel
      value={typed[channel]}
      placeholder="–"
      onChange={(event) => onChange({ ...typed, [channel]: event.target.value })}
      hint={seconds === null ? undefined : formats.duration(seconds)}
      error={error}
    />
  );
}
