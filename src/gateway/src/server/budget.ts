import { failure } from '../node/problems.js';
import type { ScorecardRequest } from '../node/protocol.js';

export interface BudgetLimits {
  /** Scorecard requests of one operation; a series, breakdown, ranking or table of cohorts counts as ten. */
  readonly reads: number;
  /** Pages of teams, agents and customers of one operation. */
  readonly pages: number;
}

/**
 * What one operation may ask of the node. The static cost of a query does not see variables and what lists turn out to hold; this counts
 * the reads themselves, before they are sent.
 */
export class Budget {
  #reads = 0;
  #pages = 0;

  constructor(private readonly limits: BudgetLimits) {}

  spendReads(requests: readonly ScorecardRequest[]): void {
    for (const request of requests) this.#reads += request.interval || request.by || request.ranking || request.cohorts ? 10 : 1;
    if (this.#reads > this.limits.reads) {
      throw failure(
        'TOO_COSTLY',
        `This operation needs more than ${this.limits.reads} reads. Ask for fewer scopes, series, breakdowns or rankings at once, or page through them.`,
      );
    }
  }

  spendPage(): void {
    this.#pages += 1;
    if (this.#pages > this.limits.pages) {
      throw failure('TOO_COSTLY', `This operation needs more than ${this.limits.pages} pages. Ask for fewer lists within lists.`);
    }
  }
}
