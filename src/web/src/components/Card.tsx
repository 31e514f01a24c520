import { useId, type ReactNode } from 'react';
import './card.css';
import { cx } from './cx';
import { Boundary } from './ErrorPart';

/** A part of a page. What fails in it stays in it. */
export function Card({
  title,
  about,
  actions,
  children,
  className,
}: {
  readonly title?: ReactNode;
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}): ReactNode {
  const id = useId();
  return (
    <section className={cx('card', className)} aria-labelledby={title ? id : undefined}>
      {(title || actions) && (
        <header className="card-head">
          <div>
            {title && <h2 id={id}>{title}</h2>}
            {about && <p>{about}</p>}
          </div>
          {actions && <div className="row no-print">{actions}</div>}
        </header>
      )}
      <Boundary>{children}</Boundary>
    </section>
  );
}

export type Tone = 'plain' | 'better' | 'worse' | 'warning' | 'accent';

export function Badge({
  tone = 'plain',
  children,
  title,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
  readonly title?: string;
}): ReactNode {
  return (
    <span className={cx('badge', `badge-${tone}`)} title={title}>
      {children}
    </span>
  );
}
