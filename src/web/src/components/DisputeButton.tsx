import { useState, type ReactNode } from 'react';
import { useMay, useViewer } from '../app/session';
import { DisputeSurvey } from '../generated/DisputeSurvey';
import { useTexts } from '../i18n/context';
import { Button } from './Button';
import { TextArea } from './Field';
import { FormDialog } from './form/FormDialog';
import { mistakeAt, otherMistakes } from './form/mistakes';
import { useSave } from './form/save';
import { toast } from './Toast';

export interface Disputable {
  readonly kind: string;
  /** Of the survey. */
  readonly key: string;
  readonly agent: { readonly key: string } | null;
}

/** Agents dispute the answers credited to them, leads and admins those that they see. */
export function useMayDispute(): (row: Disputable) => boolean {
  const { agent } = useViewer();
  const { role } = useMay();
  return (row) => row.kind === 'SURVEY' && (role !== 'AGENT' || (agent !== null && row.agent?.key === agent.key));
}

/** Says that an answer should not count. */
export function DisputeButton({ survey }: { readonly survey: string }): ReactNode {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        kind="quiet"
        small
        icon="disputes"
        title={t.disputes.raiseTitle}
        aria-label={`${t.disputes.raise}: ${survey}`}
        onClick={() => setOpen(true)}
      />
      {open && <DisputeDialog survey={survey} onClose={() => setOpen(false)} />}
    </>
  );
}

function DisputeDialog({ survey, onClose }: { readonly survey: string; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const saving = useSave(DisputeSurvey, ({ disputeSurvey }) => disputeSurvey);
  const wrong = tried && reason.trim() === '' ? t.forms.required : null;
  const submit = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === '' || !(await saving.save({ input: { survey, reason: reason.trim() } }))) return;
    toast(t.disputes.raised);
    onClose();
  };
  return (
    <FormDialog
      title={t.disputes.raiseTitle}
      submit={t.disputes.raise}
      busy={saving.running}
      others={otherMistakes(saving.mistakes, ['reason'])}
      problem={saving.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>{t.disputes.raiseAbout}</p>
      <TextArea
        label={t.disputes.reason}
        hint={t.disputes.raiseHint}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={wrong ?? mistakeAt(saving.mistakes, 'reason')}
        maxLength={1_000}
        rows={4}
        required
        autoFocus
      />
    </FormDialog>
  );
}
