import { useState, type ReactNode } from 'react';
import { TextArea } from '../../components/Field';
import { FormDialog } from '../../components/form/FormDialog';
import { mistakeAt, otherMistakes } from '../../components/form/mistakes';
import { useSave } from '../../components/form/save';
import { toast } from '../../components/Toast';
import { DecideDispute } from '../../generated/DecideDispute';
import { useTexts } from '../../i18n/context';
import { Answer } from './Answer';
import type { Dispute } from './page';

export function DecideDialog({ dispute, onClose }: { readonly dispute: Dispute; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const [exclude, setExclude] = useState<boolean | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const saving = useSave(DecideDispute, ({ decideDispute }) => decideDispute);
  const empty = reason.trim() === '';
  const submit = async (): Promise<void> => {
    setTried(true);
    if (exclude === null || empty || !(await saving.save({ input: { id: dispute.id, exclude, reason: reason.trim() } }))) return;
    toast(t.disputes.saved);
    onClose();
  };
  const choices = [
    { value: true, label: t.disputes.exclude, hint: t.disputes.excludeHint },
    { value: false, label: t.disputes.keep, hint: t.disputes.keepHint },
  ];
  return (
    <FormDialog
      title={t.disputes.decideTitle}
      submit={t.disputes.decide}
      busy={saving.running}
      others={otherMistakes(saving.mistakes, ['reason'])}
      problem={saving.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Answer dispute={dispute} />
      <fieldset className="dispute-choice">
        <legend className="visually-hidden">{t.disputes.decideTitle}</legend>
        {choices.map(({ value, label, hint }) => (
          <label key={label}>
            <input type="radio" name="exclude" checked={exclude === value} onChange={() => setExclude(value)} />
            <span>{label}</span>
            <span className="field-hint">{hint}</span>
          </label>
        ))}
        {tried && exclude === null && (
          <p className="field-error" role="alert">
            {t.disputes.choose}
          </p>
        )}
      </fieldset>
      <TextArea
        label={t.disputes.reason}
        hint={t.disputes.reasonHint}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={tried && empty ? t.forms.required : mistakeAt(saving.mistakes, 'reason')}
        maxLength={1_000}
        rows={3}
        required
      />
    </FormDialog>
  );
}
