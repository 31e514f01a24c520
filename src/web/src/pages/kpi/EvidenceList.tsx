import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useUrl } from '../../app/url';
import { Button } from '../../components/Button';
import { EvidenceTable } from '../../components/EvidenceTable';
import { EmptyState, Loaded } from '../../components/States';
import { KpiEvidence } from '../../generated/KpiEvidence';
import { useTexts } from '../../i18n/context';
import type { KpiData } from './page';
import type { Asked } from './scope';

/** What the value was made of, a page at a time. */
export function EvidenceList({ kpi, asked }: { readonly kpi: KpiData; readonly asked: Asked }): ReactNode {
  const t = useTexts();
  const { params, set } = useUrl();
  const { code, level, key, period, where } = asked;
  const after = params.get('after');
  const variables = useMemo(() => ({ code, level, key, period, where, after }), [code, level, key, period, where, after]);
  const query = useQuery(KpiEvidence, variables);
  return (
    <Loaded query={query} lines={8}>
      {({ scope }) => {
        const found = scope?.scorecard?.value?.evidence;
        const [problem] = query.problems;
        if (!found) return <EmptyState>{problem ? t.problems[problem.code] : t.problems.NO_EVIDENCE}</EmptyState>;
        return (
          <>
            <p className="muted">{t.evidence.newest}</p>
            <EvidenceTable name={`${code}-evidence`} caption={`${t.kpi.evidence}: ${kpi.name}`} rows={found.nodes} unit={kpi.unit} />
            <div className="row apart">
              <Button disabled={!after} onClick={() => set({ after: null })}>
                {t.common.first}
              </Button>
              <Button disabled={!found.pageInfo.hasNextPage} onClick={() => set({ after: found.pageInfo.endCursor })}>
                {t.common.next}
              </Button>
            </div>
          </>
        );
      }}
    </Loaded>
  );
}
