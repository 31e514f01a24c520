import { failure } from '../node/problems.js';
import type { ScorecardRequest } from '../node/protocol.js';

export interface BudgetLimits {
  /** Scorecard requests of one operation; a series, breakdown, ranking, table of cohorts, the drivers or a page of evidence of a value, the preview of a report count as ten. */
  readonly reads: number;
  /** Pages of lists of one operation. */
  readonly pages: number;
}

/** What a read counts that takes more than merging what is kept. */
const costly = 10;

/**
 * What one operation may ask of the node. The static cost of a query does not see variables and what lists turn out to hold; this counts
 * the reads themselves, before they are sent.
 */
export class Budget {
  #reads = 0;
  #pages = 0;

  constructor(private readonly limits: BudgetLimits) {}

  spendReads(requests: readonly ScorecardRequest[]): void {
    this.#spend(requests.reduce((sum, { interval, by, ranking, cohorts }) => sum + (interval || by || ranking || cohorts ? costly : 1), 0));
  }

  /** Drivers of a value, a page of its evidence, a KPI that is tried out, the preview of a report. */
  spendCostly(): void {
    this.#spend(costly);
  }

  #spend(reads: number): void {
    this.#reads += reads;
    if (this.#reads > this.limits.reads) {
      throw failure(
        'TOO_COSTLY',
        `This operation needs more than ${this.limits.reads} reads. Ask for fewer scopes, series, breakdowns, rankings, drivers or lists of evidence at once, or page through them.`,
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
