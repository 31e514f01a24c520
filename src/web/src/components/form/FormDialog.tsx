import { useEffect, useId, useState, type ReactNode } from 'react';
import type { Problem } from '../../api/problems';
import { useTexts } from '../../i18n/context';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { ErrorPart } from '../ErrorPart';
import './form.css';
import type { Mistake } from './mistakes';

/** What was refused and belongs to no field. */
export function Refusals({ mistakes, problem }: { readonly mistakes: readonly Mistake[]; readonly problem: Problem | null }): ReactNode {
  if (mistakes.length === 0 && !problem) return null;
  return (
    <>
      {problem && <ErrorPart problem={problem} />}
      {mistakes.length > 0 && (
        <ul className="refusals" role="alert">
          {mistakes.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A form before the page. What was typed is not lost by a slip: closing it then asks first. */
export function FormDialog({
  title,
  submit,
  busy,
  others = [],
  problem = null,
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string;
  /** Left out: "Save". */
  readonly submit?: string;
  readonly busy: boolean;
  /** Mistakes that no field shows. */
  readonly others?: readonly Mistake[];
  readonly problem?: Problem | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const t = useTexts();
  const id = useId();
  const [dirty, setDirty] = useState(false);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!dirty) return;
    const onUnload = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', onUnload);
    return () => window.removeEventListener('beforeunload', onUnload);
  }, [dirty]);
  const close = (): void => (dirty ? setAsking(true) : onClose());
  return (
    <Dialog
      title={title}
      onClose={close}
      actions={
        asking ? (
          <>
            <span className="form-ask" role="alert">
              {t.forms.discard}
            </span>
            <Button onClick={() => setAsking(false)} autoFocus>
              {t.forms.discardNo}
            </Button>
            <Button kind="danger" onClick={onClose}>
              {t.forms.discardYes}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={close}>{t.common.cancel}</Button>
            <Button kind="main" type="submit" form={id} busy={busy}>
              {submit ?? t.common.save}
            </Button>
          </>
        )
      }
    >
      <form
        id={id}
        className="form"
        noValidate
        onChange={() => setDirty(true)}
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setAsking(false);
          onSubmit();
        }}
      >
        {children}
        <Refusals mistakes={others} problem={problem} />
      </form>
    </Dialog>
  );
}
