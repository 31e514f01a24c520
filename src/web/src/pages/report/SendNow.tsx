import { useState, type ReactNode } from 'react';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Refusals } from '../../components/form/FormDialog';
import { useSave } from '../../components/form/save';
import { toast } from '../../components/Toast';
import { SendReport } from '../../generated/SendReport';
import { useTexts } from '../../i18n/context';

/** Others get it at once, so it asks first. */
export function SendNow({ id, name }: { readonly id: string; readonly name: string }): ReactNode {
  const t = useTexts();
  const [asking, setAsking] = useState(false);
  const sending = useSave(SendReport, ({ sendReport }) => sendReport);
  const close = (): void => {
    sending.clear();
    setAsking(false);
  };
  const go = async (): Promise<void> => {
    if (!(await sending.save({ id }))) return;
    setAsking(false);
    toast(t.reports.sending);
  };
  return (
    <>
      <Button kind="main" onClick={() => setAsking(true)}>
        {t.reports.send}
      </Button>
      {asking && (
        <Dialog
          title={t.reports.send}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{t.common.cancel}</Button>
              <Button kind="main" busy={sending.running} onClick={() => void go()}>
                {t.reports.send}
              </Button>
            </>
          }
        >
          <p>{t.reports.sendAsk(name)}</p>
          <Refusals mistakes={sending.mistakes} problem={sending.problem} />
        </Dialog>
      )}
    </>
  );
}
