import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { Button } from './Button';
import { cx } from './cx';
import './dialog.css';
import { Icon, type IconName } from './Icon';

/** A button that opens a panel. Escape, a click beside it or leaving it closes the panel. */
export function Menu({
  label,
  icon,
  text,
  start = false,
  children,
  className,
}: {
  readonly label: string;
  readonly icon?: IconName;
  readonly text?: ReactNode;
  /** The panel begins where the button begins, not ends where it ends. */
  readonly start?: boolean;
  readonly children: (close: () => void) => ReactNode;
  readonly className?: string;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const onPointer = (event: PointerEvent): void => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [open]);
  const close = (): void => {
    setOpen(false);
    frame.current?.querySelector('button')?.focus();
  };
  return (
    <div
      className={cx('menu', className)}
      ref={frame}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close();
      }}
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && !frame.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <Button
        kind="quiet"
        {...(icon && { icon })}
        aria-label={text === undefined ? label : undefined}
        title={label}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {text}
        {text !== undefined && <Icon name="down" size={12} />}
      </Button>
      {open && (
        <div id={id} className={cx('menu-panel', start && 'menu-start')} role="group" aria-label={label}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

export function MenuItem({
  chosen,
  onClick,
  children,
  lang,
}: {
  readonly chosen?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
  readonly lang?: string;
}): ReactNode {
  return (
    <button type="button" className="menu-item" aria-pressed={chosen} onClick={onClick} lang={lang}>
      {children}
    </button>
  );
}
