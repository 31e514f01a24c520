import type { ButtonHTMLAttributes, ReactNode } from 'react';
import './button.css';
import { cx } from './cx';
import { Icon, type IconName } from './Icon';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly icon?: IconName;
  /** Something is under way: it cannot be pressed again. */
  readonly busy?: boolean;
  readonly small?: boolean;
}

export function Button({ kind = 'plain', icon, busy = false, small = false, className, children, disabled, ...rest }: Props): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      className={cx('button', `button-${kind}`, small && 'button-small', className)}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
    >
      {icon && <Icon name={icon} size={small ? 14 : 16} />}
      {children}
    </button>
  );
}
