import { useState, type ReactNode } from 'react';
import { useMay } from '../../app/session';
import { useUrl } from '../../app/url';
import { Button } from '../../components/Button';
import { Tabs } from '../../components/Tabs';
import { useTexts } from '../../i18n/context';
import { Inbox } from './Inbox';
import { RuleDialog } from './RuleDialog';
import { Rules } from './Rules';

export default function AlertsPage(): ReactNode {
  const t = useTexts();
  const { params, set } = useUrl();
  const may = useMay();
  const [making, setMaking] = useState(false);
  const chosen = may.manage && params.get('show') === 'rules' ? 'rules' : 'inbox';
  const content = chosen === 'rules' ? <Rules /> : <Inbox />;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.alerts.title}</h1>
          <p>{t.alerts.about}</p>
        </div>
        {may.manage && (
          <Button kind="main" onClick={() => setMaking(true)}>
            {t.alerts.newRule}
          </Button>
        )}
      </div>
      {may.manage ? (
        <Tabs
          label={t.alerts.title}
          tabs={[
            { id: 'inbox', label: t.alerts.inbox },
            { id: 'rules', label: t.alerts.rules },
          ]}
          chosen={chosen}
          onChoose={(id) => set({ show: id === 'inbox' ? null : id, after: null })}
        >
          {content}
        </Tabs>
      ) : (
        content
      )}
      {making && <RuleDialog rule={null} onClose={() => setMaking(false)} />}
    </>
  );
}
