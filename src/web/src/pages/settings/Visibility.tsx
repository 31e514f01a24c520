import { useState, type ReactNode } from 'react';
import { Checkbox } from '../../components/Field';
import { Choices } from '../../components/form/Choices';
import { useTexts } from '../../i18n/context';
import type { SectionProps } from './page';
import { differs, SectionForm } from './SectionForm';

const onlookers = ['ADMIN', 'LEAD', 'SELF'] as const;

export function Visibility({ settings }: SectionProps): ReactNode {
  const t = useTexts();
  const known = { visibility: onlookers.filter((one) => settings.visibility.includes(one)), peers: settings.peerBenchmarks };
  const [draft, setDraft] = useState(known);
  const build = () => ({
    ...(differs(draft.visibility, known.visibility) && { visibility: draft.visibility }),
    ...(draft.peers !== known.peers && { peerBenchmarks: draft.peers }),
  });
  return (
    <SectionForm
      title={t.settings.sections.visibility}
      about={t.settings.visibilityAbout}
      dirty={differs(draft, known)}
      when={false}
      build={build}
      onTried={() => undefined}
    >
      {() => (
        <>
          <Choices
            label={t.settings.sections.visibility}
            options={onlookers.map((value) => ({ value, label: t.settings.onlookers[value] }))}
            chosen={draft.visibility}
            onChange={(visibility) => setDraft({ ...draft, visibility: [...visibility] })}
            hint={draft.visibility.length === 0 ? t.settings.visibilityNone : undefined}
          />
          <Checkbox
            label={t.settings.peers}
            hint={t.settings.peersHint}
            checked={draft.peers}
            onChange={(event) => setDraft({ ...draft, peers: event.target.checked })}
          />
        </>
      )}
    </SectionForm>
  );
}
