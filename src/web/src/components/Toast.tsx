import { useSyncExternalStore, type ReactNode } from 'react';
import { useTexts } from '../i18n/context';
import { Button } from './Button';
import { cx } from './cx';
import './toast.css';

interface Told {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'worse';
}

let all: readonly Told[] = [];
let last = 0;
const watchers = new Set<() => void>();

function put(next: readonly Told[]): void {
  all = next;
  watchers.forEach((watcher) => watcher());
}

/** Says in the corner what has happened. What went wrong stays until it is closed. */
export function toast(text: string, tone: 'plain' | 'worse' = 'plain'): void {
  last += 1;
  const id = last;
  put([...all.slice(-3), { id, text, tone }]);
  if (tone === 'plain') setTimeout(() => put(all.filter((one) => one.id !== id)), 6_000);
}

export function Toasts(): ReactNode {
  const t = useTexts();
  const told = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => all,
  );
  return (
    <div className="toasts no-print" role="status" aria-live="polite">
      {told.map(({ id, text, tone }) => (
        <div key={id} className={cx('toast', `toast-${tone}`)}>
          <span>{text}</span>
          <Button kind="quiet" small icon="close" aria-label={t.common.close} onClick={() => put(all.filter((one) => one.id !== id))} />
        </div>
      ))}
    </div>
  );
}
