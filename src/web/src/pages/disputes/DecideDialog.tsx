import { useState, type ReactNode } from 'react';
import { Select, TextArea } from '../../components/Field';
import { FormDialog } from '../../components/form/FormDialog';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { useSave } from '../../components/form/save';
import { toast } from '../../components/Toast';
import { DecideDispute } from '../../generated/DecideDispute';
import { useTexts } from '../../i18n/context';
import type { Dispute } from './page';

export function DecideDialog({ dispute, onClose }: { readonly dispute: Dispute; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const saving = useSave(DecideDispute, ({ decideDispute }) => decideDispute);
  const [exclude, setExclude] = useState(true);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === '' || !(await saving.save({ input: { id: dispute.id, exclude, reason: reason.trim() } }))) return;
    toast(t.disputes.decided);
    onClose();
  };
  return (
    <FormDialog
      title={`${t.disputes.decide}: ${dispute.survey}`}
      submit={t.disputes.decide}
      busy={saving.running}
      others={otherMistakes(saving.mistakes, ['reason'])}
      problem={saving.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {dispute.comment && <blockquote>“{dispute.comment}”</blockquote>}
      <p>
        {t.disputes.reason}: {dispute.reason}
      </p>
      <Select
        label={t.disputes.decision}
        value={exclude ? 'exclude' : 'keep'}
        onChange={(event) => setExclude(event.target.value === 'exclude')}
        options={[
          { value: 'exclude', label: t.disputes.exclude },
          { value: 'keep', label: t.disputes.keep },
        ]}
      />
      <TextArea
        label={t.disputes.why}
        rows={3}
        maxLength={1_000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        hint={t.disputes.whyHint}
        error={tried && reason.trim() === '' ? t.forms.required : mistakeAt(saving.mistakes, 'reason')}
      />
    </FormDialog>
  );
}
