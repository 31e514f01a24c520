import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/context';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import './form.css';

/** A text to be taken along. */
export function Copyable({ label, text }: { readonly label: string; readonly text: string }): ReactNode {
  const t = useTexts();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className="copyable">
      <pre tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <Button small onClick={() => void copy()} aria-label={`${t.common.copy}: ${label}`}>
        {copied ? t.common.copied : t.common.copy}
      </Button>
      <span className="visually-hidden" role="status">
        {copied ? t.common.copied : ''}
      </span>
    </div>
  );
}

/** A secret that is shown this once. */
export function Once({
  title,
  label,
  text,
  note,
  onClose,
}: {
  readonly title: string;
  readonly label: string;
  readonly text: string;
  readonly note?: ReactNode;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTexts();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <Button kind="main" onClick={onClose}>
          {t.forms.done}
        </Button>
      }
    >
      <p className="once-note">{t.forms.once}</p>
      <Copyable label={label} text={text} />
      {note && <p className="muted">{note}</p>}
    </Dialog>
  );
}
