import { useRef, useState, type ReactNode } from 'react';
import { useUrl } from '../../app/url';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Refusals } from '../../components/form/FormDialog';
import { useGuard } from '../../components/form/guard';
import { otherMistakes } from '../../components/form/mistakes';
import { toast } from '../../components/Toast';
import type { SettingsInput } from '../../generated/schema';
import { useFormats, useTexts } from '../../i18n/context';
import type { Editing } from './editing';
import { instantOf, now, type Step } from './moment';
import { ValidFrom } from './ValidFrom';

/** Some settings that are saved together. What is wrong stands at its field, and nothing is sent until it is mended. */
export function SettingsForm<Form>({
  title,
  about,
  editing,
  wrong,
  settings,
  shows,
  timed,
  children,
}: {
  readonly title: string;
  readonly about?: ReactNode;
  readonly editing: Editing<Form>;
  readonly wrong: boolean;
  /** What is sent. */
  readonly settings: () => SettingsInput;
  /** Paths whose refusals a field shows. */
  readonly shows: readonly string[];
  /** The past is judged by these: from when on they hold can be chosen. */
  readonly timed?: { readonly names: readonly string[]; readonly history: readonly Step[] };
  readonly children: ReactNode;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { set } = useUrl();
  const form = useRef<HTMLFormElement>(null);
  const [moment, setMoment] = useState(now);
  const { dirty, saving } = editing;
  useGuard(dirty, t.forms.leave);
  const showWrong = (): void => {
    requestAnimationFrame(() => {
      const wrongOne = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .field-error');
      wrongOne?.scrollIntoView({ block: 'center' });
      wrongOne?.focus({ preventScroll: true });
    });
  };
  const submit = async (): Promise<void> => {
    editing.setTried(true);
    const at = moment.kind === 'at' ? instantOf(moment.at, formats.place.timeZone) : null;
    if (wrong || (timed && moment.kind === 'at' && at === null)) {
      showWrong();
      return;
    }
    const from = !timed || moment.kind === 'now' ? {} : moment.kind === 'beginning' ? { fromBeginning: true } : { validFrom: at };
    const done = await saving.save({ input: { ...from, settings: settings() } });
    if (!done) {
      showWrong();
      return;
    }
    editing.saved();
    setMoment(now);
    toast(done.job ? t.settings.savedJob : t.forms.saved);
    if (done.job) set({ job: done.job.id }, { replace: true });
  };
  return (
    <Card title={title} about={about}>
      <form
        ref={form}
        className="form settings-form"
        noValidate
        aria-label={title}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {children}
        {timed && dirty && (
          <ValidFrom
            moment={moment}
            onChange={setMoment}
            names={timed.names}
            history={timed.history}
            tried={editing.tried}
            error={editing.saving.mistakes.find(({ field }) => field?.at(-1) === 'validFrom')?.message ?? null}
          />
        )}
        <Refusals
          mistakes={otherMistakes(saving.mistakes, [...shows.map((path) => `settings.${path}`), ...(timed ? ['validFrom'] : [])])}
          problem={saving.problem}
        />
        <div className="row settings-save">
          <Button kind="main" type="submit" busy={saving.running} disabled={!dirty}>
            {t.common.save}
          </Button>
          {dirty && <Button onClick={editing.reset}>{t.settings.undo}</Button>}
          {dirty && <span className="muted">{t.settings.unsaved}</span>}
        </div>
      </form>
    </Card>
  );
}
