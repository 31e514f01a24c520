import { useCallback, useState } from 'react';
import type { TypedDocument } from '../../api/document';
import { Problem } from '../../api/problems';
import { useMutation } from '../../api/query';
import type { Mistake } from './mistakes';

export interface Saving<Result, Variables> {
  /** null: it was refused, and `mistakes` or `problem` say why. */
  readonly save: (variables: Variables) => Promise<Result | null>;
  readonly running: boolean;
  readonly mistakes: readonly Mistake[];
  readonly problem: Problem | null;
  readonly clear: () => void;
}

const nothing: readonly Mistake[] = [];

/** A mutation and what came of it. `payload` finds its answer. */
export function useSave<Result, Variables, Payload extends { readonly errors: readonly Mistake[] }>(
  document: TypedDocument<Result, Variables>,
  payload: (result: Result) => Payload,
): Saving<Payload, Variables> {
  const { run, running } = useMutation(document);
  const [mistakes, setMistakes] = useState(nothing);
  const [problem, setProblem] = useState<Problem | null>(null);
  const clear = useCallback(() => {
    setMistakes(nothing);
    setProblem(null);
  }, []);
  const save = useCallback(
    async (variables: Variables) => {
      clear();
      try {
        const answer = payload(await run(variables));
        setMistakes(answer.errors);
        return answer.errors.length > 0 ? null : answer;
      } catch (error) {
        setProblem(error instanceof Problem ? error : new Problem('UNAVAILABLE', String(error)));
        return null;
      }
    },
    // `payload` is the same function in other words each time.
    [run, clear],
  );
  return { save, running, mistakes, problem, clear };
}
