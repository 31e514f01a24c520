import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { run, type Answer } from './client';
import type { TypedDocument } from './document';
import { Problem } from './problems';

export interface Query<Result> {
  readonly data: Result | null;
  /** Of parts of `data`. */
  readonly problems: readonly Problem[];
  /** Why there is no data, or why it could not be renewed. */
  readonly problem: Problem | null;
  readonly loading: boolean;
  /** `data` is of what was asked before. */
  readonly stale: boolean;
  readonly refetch: () => void;
}

const most = 100;
const answers = new Map<string, Answer<unknown>>();

/** Asked again by everything on screen when it changes: something was told to have changed, or this page has changed it. */
let generation = 0;
const watchers = new Set<() => void>();

export function revalidate(): void {
  generation += 1;
  watchers.forEach((watcher) => watcher());
}

/** Something was changed, or somebody else is signed in: nothing that was read before is shown again. */
export function forget(): void {
  answers.clear();
  revalidate();
}

function useGeneration(): number {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => generation,
  );
}

function remember(key: string, answer: Answer<unknown>): void {
  answers.delete(key);
  answers.set(key, answer);
  const [oldest] = answers.keys();
  if (answers.size > most && oldest !== undefined) answers.delete(oldest);
}

interface State<Result> {
  readonly key: string;
  readonly answer: Answer<Result> | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
}

/**
 * What a document answers: at once what is known of it, then what it is now. While other variables are asked for, the data of those before stays,
 * marked `stale`. `variables` null: nothing is asked yet.
 */
export function useQuery<Result, Variables>(document: TypedDocument<Result, Variables>, variables: Variables | null): Query<Result> {
  const key = variables === null ? '' : `${document.id} ${JSON.stringify(variables)}`;
  const told = useGeneration();
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<State<Result>>(() => ({
    key,
    answer: (answers.get(key) as Answer<Result> | undefined) ?? null,
    problem: null,
    loading: key !== '',
  }));
  useEffect(() => {
    if (variables === null) return;
    const gone = new AbortController();
    const known = answers.get(key) as Answer<Result> | undefined;
    setState((before) => ({
      key: known ? key : before.key,
      answer: known ?? before.answer,
      problem: before.key === key ? before.problem : null,
      loading: true,
    }));
    run(document, variables, gone.signal).then(
      (answer) => {
        remember(key, answer);
        if (!gone.signal.aborted) setState({ key, answer, problem: null, loading: false });
      },
      (error: unknown) => {
        if (gone.signal.aborted) return;
        const problem = error instanceof Problem ? error : new Problem('UNAVAILABLE', String(error));
        setState((before) => ({ key, answer: before.key === key ? before.answer : null, problem, loading: false }));
      },
    );
    return () => gone.abort();
    // `key` stands for document and variables.
  }, [key, told, tries]);
  const refetch = useCallback(() => setTries((before) => before + 1), []);
  return {
    data: state.answer?.data ?? null,
    problems: state.answer?.problems ?? [],
    problem: state.problem,
    loading: state.loading,
    stale: state.answer !== null && state.key !== key,
    refetch,
  };
}

/** What a person can mend, as every mutation answers it. */
export interface UserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code: string;
}

export interface Mutation<Result, Variables> {
  /** Everything on screen is asked for again afterwards. What fails in whole is thrown as a Problem. */
  readonly run: (variables: Variables) => Promise<Result>;
  readonly running: boolean;
}

export function useMutation<Result, Variables>(document: TypedDocument<Result, Variables>): Mutation<Result, Variables> {
  const [running, setRunning] = useState(false);
  const go = useCallback(
    async (variables: Variables) => {
      setRunning(true);
      try {
        const { data, problems } = await run(document, variables);
        const [problem] = problems;
        if (problem) throw problem;
        return data;
      } finally {
        setRunning(false);
        forget();
      }
    },
    [document],
  );
  return { run: go, running };
}
