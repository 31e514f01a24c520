import { useCallback, useEffect, useState } from 'react';
import { mistakeAt } from '../../components/form/mistakes';
import { useSave, type Saving } from '../../components/form/save';
import { UpdateSettings, type UpdateSettingsMutation, type UpdateSettingsMutationVariables } from '../../generated/UpdateSettings';

/** What is being changed of some settings, beside what is kept. */
export interface Editing<Form> {
  readonly form: Form;
  readonly put: (change: Partial<Form>) => void;
  readonly dirty: boolean;
  readonly reset: () => void;
  /** It was to be saved: what is wrong is shown from now on. */
  readonly tried: boolean;
  readonly setTried: (tried: boolean) => void;
  /** It is saved; what comes in next is what holds. */
  readonly saved: () => void;
  readonly saving: Saving<UpdateSettingsMutation['updateSettings'], UpdateSettingsMutationVariables>;
  /** What was refused at a path such as `slaPolicies.0`. */
  readonly refused: (path: string) => string | null;
}

/** `source` is the answer that `kept` was read from: a new one takes the place of what was saved, never of what is being typed. */
export function useEditing<Form extends object>(source: object, kept: Form): Editing<Form> {
  const [draft, setDraft] = useState<Form | null>(null);
  const [tried, setTried] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const saving = useSave(UpdateSettings, ({ updateSettings }) => updateSettings);
  useEffect(() => {
    if (!isSaved) return;
    setDraft(null);
    setSaved(false);
    // Only a new answer counts.
  }, [source]);
  const form = draft ?? kept;
  const reset = useCallback(() => {
    setDraft(null);
    setTried(false);
    saving.clear();
  }, [saving.clear]);
  return {
    form,
    put: (change) => {
      setSaved(false);
      setDraft({ ...form, ...change });
    },
    dirty: draft !== null && !isSaved && JSON.stringify(draft) !== JSON.stringify(kept),
    reset,
    tried,
    setTried,
    saved: () => {
      setTried(false);
      setSaved(true);
    },
    saving,
    refused: (path) => mistakeAt(saving.mistakes, `settings.${path}`),
  };
}
