import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTexts } from '../i18n/context';
import { Button } from './Button';
import './dialog.css';
import { Boundary } from './ErrorPart';

/** A question before the page. Escape and the cross close it, and the focus goes back to where it was. */
export function Dialog({
  title,
  onClose,
  children,
  actions,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}): ReactNode {
  const t = useTexts();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="row apart">
        <h2 id={id}>{title}</h2>
        <Button kind="quiet" icon="close" aria-label={t.common.close} onClick={onClose} />
      </header>
      <Boundary>{children}</Boundary>
      {actions && <footer className="row dialog-actions">{actions}</footer>}
    </dialog>
  );
}
