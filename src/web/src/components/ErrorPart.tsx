import { Component, type ReactNode } from 'react';
import { Problem } from '../api/problems';
import { useTexts } from '../i18n/context';
import { Button } from './Button';
import './states.css';

/** Why a part is not shown, in the user's words, and a way to try again. */
export function ErrorPart({ problem, retry }: { readonly problem: Error; readonly retry?: () => void }): ReactNode {
  const t = useTexts();
  const known = problem instanceof Problem ? problem : null;
  const words = known ? t.problems[known.code] : t.problems.broken;
  const asked = known?.code === 'BAD_INPUT' || known?.code === 'TOO_COSTLY';
  return (
    <div className="state state-error" role="alert">
      <p>{words}</p>
      {asked && known.detail !== '' && (
        <p className="muted" lang="en">
          {known.detail}
        </p>
      )}
      {retry && (
        <Button small onClick={retry}>
          {t.common.retry}
        </Button>
      )}
    </div>
  );
}

/** Keeps what goes wrong in a part from the rest of the page. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error) return <ErrorPart problem={error} retry={() => this.setState({ error: null })} />;
    return this.props.children;
  }
}
