import type { ReactNode } from 'react';
import { Button } from '../../components/Button';
import { useTexts } from '../../i18n/context';
import { movedAt, without } from './lists';

/** Items of which the first that fits counts: each is moved by its arrows. */
export function Ordered<T>({
  items,
  nameOf,
  onChange,
  children,
}: {
  readonly items: readonly T[];
  readonly nameOf: (item: T, at: number) => string;
  readonly onChange: (items: readonly T[]) => void;
  readonly children: (item: T, at: number) => ReactNode;
}): ReactNode {
  const t = useTexts();
  return (
    <ol className="ordered">
      {items.map((item, at) => {
        const name = nameOf(item, at);
        return (
          <li key={at} className="ordered-item">
            <div className="row apart">
              <h3>{name}</h3>
              <div className="row">
                {items.length > 1 && (
                  <>
                    <Button
                      kind="quiet"
                      small
                      icon="up"
                      aria-label={`${t.settings.up}: ${name}`}
                      disabled={at === 0}
                      onClick={() => onChange(movedAt(items, at, -1))}
                    />
                    <Button
                      kind="quiet"
                      small
                      icon="down"
                      aria-label={`${t.settings.down}: ${name}`}
                      disabled={at === items.length - 1}
                      onClick={() => onChange(movedAt(items, at, 1))}
                    />
                  </>
                )}
                <Button kind="quiet" small aria-label={`${t.common.remove}: ${name}`} onClick={() => onChange(without(items, at))}>
                  {t.common.remove}
                </Button>
              </div>
            </div>
            <div className="form">{children(item, at)}</div>
          </li>
        );
      })}
    </ol>
  );
}
