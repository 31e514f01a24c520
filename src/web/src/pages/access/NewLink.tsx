import { useState, type ReactNode } from 'react';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Refusals } from '../../components/form/FormDialog';
import { useSave } from '../../components/form/save';
import { RenewInvitation } from '../../generated/RenewInvitation';
import { useTexts } from '../../i18n/context';
import type { Link, Person } from './People';

/** A new link ends the older ones, so it asks first. */
export function NewLink({ person, onMade }: { readonly person: Person; readonly onMade: (link: Link) => void }): ReactNode {
  const t = useTexts();
  const [asking, setAsking] = useState(false);
  const renewing = useSave(RenewInvitation, ({ renewInvitation }) => renewInvitation);
  const close = (): void => {
    renewing.clear();
    setAsking(false);
  };
  const go = async (): Promise<void> => {
    const made = await renewing.save({ id: person.id });
    if (!made?.link) return;
    setAsking(false);
    onMade({ name: person.name, link: made.link, expiresAt: made.expiresAt });
  };
  return (
    <>
      <Button kind="quiet" small aria-label={`${t.access.newLink}: ${person.name}`} onClick={() => setAsking(true)}>
        {t.access.newLink}
      </Button>
      {asking && (
        <Dialog
          title={t.access.linkFor(person.name)}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{t.common.cancel}</Button>
              <Button kind="main" busy={renewing.running} onClick={() => void go()}>
                {t.access.makeLink}
              </Button>
            </>
          }
        >
          <p>{t.access.newLinkAsk(person.name)}</p>
          <Refusals mistakes={renewing.mistakes} problem={renewing.problem} />
        </Dialog>
      )}
    </>
  );
}
