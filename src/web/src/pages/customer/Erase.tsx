import { useState, type ReactNode } from 'react';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Refusals } from '../../components/form/FormDialog';
import { useSave } from '../../components/form/save';
import { EraseCustomer } from '../../generated/EraseCustomer';
import { useTexts } from '../../i18n/context';

/** Asks first, and says what goes and what stays. */
export function Erase({
  customer,
  name,
  onBegun,
}: {
  readonly customer: string;
  readonly name: string;
  readonly onBegun: (job: string) => void;
}): ReactNode {
  const t = useTexts();
  const [asking, setAsking] = useState(false);
  const saving = useSave(EraseCustomer, ({ eraseCustomer }) => eraseCustomer);
  const close = (): void => {
    saving.clear();
    setAsking(false);
  };
  const go = async (): Promise<void> => {
    const done = await saving.save({ input: { key: customer } });
    if (done?.job) onBegun(done.job.id);
  };
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t.customers.erase}
      </Button>
      {asking && (
        <Dialog
          title={`${t.customers.erase}: ${name}`}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{t.common.cancel}</Button>
              <Button kind="danger" busy={saving.running} onClick={() => void go()}>
                {t.customers.eraseDo}
              </Button>
            </>
          }
        >
          <p>{t.customers.eraseAsk}</p>
          <Refusals mistakes={saving.mistakes} problem={saving.problem} />
        </Dialog>
      )}
    </>
  );
}
