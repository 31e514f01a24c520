import { useState, type ReactNode } from 'react';
import { Button } from '../../components/Button';
import { Field, Select } from '../../components/Field';
import { durationOf, durationText } from '../../components/form/checks';
import { mistakeAt } from '../../components/form/mistakes';
import { useFormats, useTexts } from '../../i18n/context';
import { changedAt, without } from './check';
import type { Known, SectionProps } from './page';
import { differs, SectionForm } from './SectionForm';

const modes = [
  'ANSWERED_AND_ABANDONED_IN_TIME',
  'ANSWERED_ONLY',
  'ALL_OFFERED',
  'EXCLUDE_ABANDONED_IN_TIME',
  'SHORT_AS_MET',
  'EXCLUDE_SHORT',
] as const;

interface Line {
  readonly channel: string;
  readonly seconds: string;
}
type Channels = Known['serviceLevel']['thresholds'];

const linesOf = (channels: Channels): readonly Line[] =>
  channels.flatMap(({ channel, seconds }) => (seconds === null ? [] : [{ channel, seconds: durationText(seconds) }]));
const isWrong = ({ channel, seconds }: Line): boolean => channel.trim() === '' || durationOf(seconds) === null;

/** With null for those that were there and are not any more. */
function sent(lines: readonly Line[], known: Channels): { readonly channel: string; readonly seconds: number | null }[] {
  const gone = known.filter(({ channel }) => !lines.some((line) => line.channel.trim() === channel));
  return [
    ...lines.map(({ channel, seconds }) => ({ channel: channel.trim(), seconds: durationOf(seconds) })),
    ...gone.map(({ channel }) => ({ channel, seconds: null })),
  ];
}

export function ServiceLevel({ settings: { serviceLevel } }: SectionProps): ReactNode {
  const t = useTexts();
  const known = {
    mode: serviceLevel.mode ?? modes[0],
    thresholds: linesOf(serviceLevel.thresholds),
    shortAbandon: linesOf(serviceLevel.shortAbandon),
  };
  const [draft, setDraft] = useState(known);
  const [tried, setTried] = useState(false);
  const build = () =>
    [...draft.thresholds, ...draft.shortAbandon].some(isWrong)
      ? null
      : {
          serviceLevel: {
            mode: draft.mode,
            thresholds: sent(draft.thresholds, serviceLevel.thresholds),
            shortAbandon: sent(draft.shortAbandon, serviceLevel.shortAbandon),
          },
        };
  return (
    <SectionForm
      title={t.settings.sections['service-level']}
      about={t.settings.slAbout}
      dirty={differs(draft, known)}
      build={build}
      onTried={() => setTried(true)}
    >
      {(mistakes) => (
        <>
          <Select
            label={t.settings.mode}
            value={draft.mode}
            onChange={(event) => setDraft({ ...draft, mode: event.target.value as (typeof modes)[number] })}
            options={modes.map((mode) => ({ value: mode, label: t.settings.modes[mode] }))}
            error={mistakeAt(mistakes, 'settings.serviceLevel.mode')}
          />
          <div className="columns">
            <Lines
              title={t.settings.thresholds}
              lines={draft.thresholds}
              tried={tried}
              onChange={(thresholds) => setDraft({ ...draft, thresholds })}
            />
            <Lines
              title={t.settings.short}
              lines={draft.shortAbandon}
              tried={tried}
              onChange={(shortAbandon) => setDraft({ ...draft, shortAbandon })}
            />
          </div>
        </>
      )}
    </SectionForm>
  );
}

function Lines({
  title,
  lines,
  tried,
  onChange,
}: {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly tried: boolean;
  readonly onChange: (lines: readonly Line[]) => void;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  return (
    <div className="settings-item" role="group" aria-label={title}>
      <h3>{title}</h3>
      {lines.map((line, at) => {
        const seconds = durationOf(line.seconds);
        return (
          <div key={at} className="settings-line">
            <Field
              label={t.settings.channel}
              value={line.channel}
              placeholder="voice"
              onChange={(event) => onChange(changedAt(lines, at, { ...line, channel: event.target.value }))}
              error={tried && line.channel.trim() === '' ? t.forms.required : null}
            />
            <Field
              label={title}
              value={line.seconds}
              onChange={(event) => onChange(changedAt(lines, at, { ...line, seconds: event.target.value }))}
              hint={seconds === null ? t.forms.durationHint : `= ${formats.duration(seconds)}`}
              error={tried && seconds === null ? t.forms.notNumber : null}
            />
            <Button
              kind="quiet"
              small
              icon="close"
              aria-label={t.forms.removeItem(line.channel)}
              onClick={() => onChange(without(lines, at))}
            />
          </div>
        );
      })}
      <div>
        <Button small aria-label={`${t.settings.addChannel}: ${title}`} onClick={() => onChange([...lines, { channel: '', seconds: '' }])}>
          {t.settings.addChannel}
        </Button>
      </div>
    </div>
  );
}
