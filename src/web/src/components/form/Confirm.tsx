import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/context';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { toast } from '../Toast';
import { Refusals } from './FormDialog';
import type { Saving } from './save';
import './form.css';

/** A button for what cannot be taken back: it asks first. */
export function RemoveButton<Result, Variables>({
  label,
  text,
  question,
  done,
  saving,
  variables,
  small = true,
}: {
  /** What it is about. */
  readonly label: string;
  /** On the button. Left out: "Remove". */
  readonly text?: string;
  readonly question: ReactNode;
  /** What is told afterwards. */
  readonly done?: string;
  readonly saving: Saving<Result, Variables>;
  readonly variables: Variables;
  readonly small?: boolean;
}): ReactNode {
  const t = useTexts();
  const [asking, setAsking] = useState(false);
  const close = (): void => {
    saving.clear();
    setAsking(false);
  };
  const go = async (): Promise<void> => {
    if (!(await saving.save(variables))) return;
    setAsking(false);
    toast(done ?? t.forms.removed);
  };
  return (
    <>
      <Button kind="quiet" small={small} aria-label={`${text ?? t.common.remove}: ${label}`} onClick={() => setAsking(true)}>
        {text ?? t.common.remove}
      </Button>
      {asking && (
        <Dialog
          title={`${text ?? t.common.remove}: ${label}`}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{t.common.cancel}</Button>
              <Button kind="danger" busy={saving.running} onClick={() => void go()}>
                {text ?? t.common.remove}
              </Button>
            </>
          }
        >
          <p>{question}</p>
          <Refusals mistakes={saving.mistakes} problem={saving.problem} />
        </Dialog>
      )}
    </>
  );
}
