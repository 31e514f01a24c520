import DataLoader from 'dataloader';
import type { Budget } from '../server/budget.js';
import type { NodeClient } from '../node/client.js';
import { fromProblem, isKpiProblem, unavailable } from '../node/problems.js';
import type { NodeAnswer, NodeProblem, NodeResult, ScorecardRequest } from '../node/protocol.js';
import { groupsOf, keyOf, type Group, type Need } from './needs.js';

/** As many requests as the node takes in one call. */
const requestsPerCall = 200;
/** Rounds in which the KPI that the node named is taken out; then each KPI is asked for by itself. */
const roundsTogether = 3;

/** A need with the place of its outcome. `alone`: the node refused it among others without saying which one it meant. */
type Open = Need & { readonly index: number; readonly alone: boolean };
type Outcome = NodeResult | null | Error;

/** Collects what the fields of an operation need in a tick and reads it from the node in one call. */
export class ScorecardReader {
  readonly #loader: DataLoader<Need, NodeResult | null, string>;

  constructor(
    private readonly node: NodeClient,
    private readonly budget: Budget,
  ) {
    this.#loader = new DataLoader((needs) => this.#read(needs), { cacheKeyFn: keyOf });
  }

  /** null: no such scope. */
  load(need: Need): Promise<NodeResult | null> {
    return this.#loader.load(need);
  }

  forget(): void {
    this.#loader.clearAll();
  }

  async #read(needs: readonly Need[]): Promise<Outcome[]> {
    const outcomes = new Array<Outcome>(needs.length).fill(null);
    let open: readonly Open[] = needs.map((need, index) => ({ ...need, index, alone: false }));
    for (let round = 1; open.length > 0; round += 1) {
      const isSingle = ({ alone }: Open): boolean => alone || round > roundsTogether;
      const groups = [...groupsOf(open.filter((need) => !isSingle(need))), ...open.filter(isSingle).flatMap((need) => groupsOf([need]))];
      const answers = await this.#ask(groups.map(({ request }) => request));
      open = groups.flatMap((group, at) => settle(group, answers[at] ?? unavailable(), outcomes));
    }
    return outcomes;
  }

  /** One answer or error a request: a call that fails takes down only what was in it. */
  async #ask(requests: readonly ScorecardRequest[]): Promise<readonly (NodeAnswer | Error)[]> {
    this.budget.spendReads(requests);
    const calls: Promise<readonly (NodeAnswer | Error)[]>[] = [];
    for (let from = 0; from < requests.length; from += requestsPerCall) {
      const part = requests.slice(from, from + requestsPerCall);
      calls.push(this.node.scorecards(part).catch((error: unknown) => part.map(() => (error instanceof Error ? error : unavailable()))));
    }
    return (await Promise.all(calls)).flat();
  }
}

/** Notes what an answer decides and gives back the needs that have to be asked for once more. */
function settle(group: Group<Open>, answer: NodeAnswer | Error, outcomes: Outcome[]): readonly Open[] {
  const conclude = (needs: readonly Open[], outcome: Outcome): readonly Open[] => {
    for (const need of needs) outcomes[need.index] = outcome;
    return [];
  };
  if (answer instanceof Error) return conclude(group.needs, answer);
  if ('problem' in answer) return refused(group, answer.problem, conclude);
  const { result } = answer;
  if (result === null || group.request.kpis) return conclude(group.needs, result);
  // Every KPI of the level was asked for: one named beside that and not among them is asked for by name, which tells why.
  const missing = group.needs.filter(({ want, form }) => typeof want === 'object' && !has(result, form.kind, want.kpi));
  conclude(
    group.needs.filter((need) => !missing.includes(need)),
    result,
  );
  return missing;
}

function refused(
  group: Group<Open>,
  problem: NodeProblem,
  conclude: (needs: readonly Open[], outcome: Outcome) => readonly Open[],
): readonly Open[] {
  const { kpis } = group.request;
  if (!isKpiProblem(problem) || !kpis?.length) return conclude(group.needs, fromProblem(problem));
  const at = /kpis\[(\d+)\]$/.exec(problem.field ?? '')?.[1];
  const code = kpis.length === 1 ? kpis[0] : kpis[Number(at ?? -1)];
  if (code === undefined) return group.needs.map((need) => ({ ...need, alone: true }));
  const isMeant = ({ want }: Open): boolean => typeof want === 'object' && want.kpi === code;
  conclude(group.needs.filter(isMeant), fromProblem(problem, { kpi: code }));
  return group.needs.filter((need) => !isMeant(need));
}

function has(result: NodeResult, form: Need['form']['kind'], kpi: string): boolean {
  // A table of cohorts is of no KPI.
  return form === 'cohorts' || (result[form]?.some((item) => item.kpi === kpi) ?? false);
}
