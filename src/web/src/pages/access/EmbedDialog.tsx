import { useEffect, useState, type ReactNode } from 'react';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Select } from '../../components/Field';
import { Copyable } from '../../components/form/Once';
import { Spinner } from '../../components/States';
import { useLanguage } from '../../i18n/context';
import { elementLine, elementsOf, isIntegrity, policyLines, scriptLine, type Element, type Integrity } from './embed';
import type { Widget } from './Widgets';

/** What to put into a page. */
export function EmbedDialog({ widget, onClose }: { readonly widget: Widget; readonly onClose: () => void }): ReactNode {
  const { t, locale } = useLanguage();
  const integrity = useIntegrity();
  const choices = elementsOf(widget.levels);
  const [element, setElement] = useState<Element>(choices[0] ?? 'scorecard');
  const names: Readonly<Record<Element, string>> = {
    customer: t.access.embedCustomer,
    scorecard: t.access.embedScorecard,
    kpi: t.access.embedKpi,
    trend: t.access.embedTrend,
  };
  return (
    <Dialog
      title={t.access.embedTitle(widget.name)}
      onClose={onClose}
      actions={
        <Button kind="main" onClick={onClose}>
          {t.forms.done}
        </Button>
      }
    >
      {integrity === 'asked' ? (
        <Spinner />
      ) : integrity === null ? (
        <p>{t.access.embedMissing}</p>
      ) : (
        <div className="embed">
          <h3>{t.access.embedScript}</h3>
          <Copyable label={t.access.embedScript} text={scriptLine(location.origin, integrity)} />
          <p className="muted">{t.access.embedPinned}</p>
          <h3>{t.access.embedElement}</h3>
          <Select
            label={t.access.embedWhich}
            hideLabel
            value={element}
            onChange={(event) => setElement(choices.find((one) => one === event.target.value) ?? element)}
            options={choices.map((one) => ({ value: one, label: names[one] }))}
          />
          <Copyable
            key={element}
            label={t.access.embedElement}
            text={elementLine(element, widget.kpis?.map(({ code }) => code) ?? null, locale)}
          />
          <p className="muted">{t.access.embedToken}</p>
          <h3>{t.access.embedPolicy}</h3>
          <Copyable label={t.access.embedPolicy} text={policyLines(location.origin)} />
        </div>
      )}
    </Dialog>
  );
}

/** null: this gateway has none. */
function useIntegrity(): Integrity | 'asked' | null {
  const [known, setKnown] = useState<Integrity | 'asked' | null>('asked');
  useEffect(() => {
    const gone = new AbortController();
    fetch('/widgets/v1/integrity.json', { signal: gone.signal })
      .then(async (response) => (response.ok ? ((await response.json()) as unknown) : null))
      .then(
        (told) => setKnown(isIntegrity(told) ? told : null),
        () => !gone.signal.aborted && setKnown(null),
      );
    return () => gone.abort();
  }, []);
  return known;
}
