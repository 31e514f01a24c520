import type { NodeDispute } from '../../src/node/management.js';
import type { NodeCaller } from '../../src/node/protocol.js';
import { gone, made, missing, ok, pageOf, refusal, type Reply } from './table.js';

const at = '2026-03-31T17:22:00Z';

/** Disputes as docs/contracts/management-api.md has them. */
export class Disputes {
  #made = 0;
  items: readonly NodeDispute[] = Array.from({ length: 25 }, (_, i) => ({
    id: `d-${i}`,
    survey: `s-${i}`,
    agent: i === 1 ? null : 'a-000',
    team: i === 1 ? null : 'billing',
    answeredAt: '2026-03-30T09:00:00Z',
    kind: 'csat',
    score: i === 1 ? null : 2,
    comment: i === 0 ? 'nobody called back' : null,
    reason: 'Meant for another agent',
    raisedAt: at,
    raisedBy: 'Ann',
    state: i % 5 === 4 ? 'excluded' : 'open',
    decidedAt: i % 5 === 4 ? at : null,
    decidedBy: i % 5 === 4 ? 'Lee' : null,
    decision: i % 5 === 4 ? 'Right' : null,
  }));

  /** null: another path. */
  answer(me: NodeCaller, method: string, url: URL, body: object | null): Reply | null {
    const [, , name, id, step] = url.pathname.split('/');
    if (name !== 'disputes') return null;
    if (id === undefined) return method === 'GET' ? this.#list(url.searchParams) : this.#raise(me, body as NodeDispute);
    const found = this.items.find((one) => one.id === id);
    if (!found) return missing;
    if (method === 'POST' && step === 'decide') {
      if (me.agent !== null && found.agent === me.agent) return refusal('FORBIDDEN', 'Nobody decides about answers of their own.');
      const { exclude, reason } = body as { exclude: boolean; reason: string };
      return ok(this.#put({ ...found, state: exclude ? 'excluded' : 'kept', decidedAt: at, decidedBy: me.name, decision: reason }));
    }
    if (method === 'GET' && step === undefined) return ok(found);
    if (method !== 'DELETE') return missing;
    if (found.state !== 'open') return refusal('BAD_INPUT', 'It was decided. Only an open one is withdrawn.', '$id');
    this.#put({ ...found, state: 'withdrawn' });
    return gone;
  }

  #list(query: URLSearchParams): Reply {
    const wanted = (['state', 'agent'] as const).flatMap((name) => (query.has(name) ? [[name, query.get(name)] as const] : []));
    return pageOf(
      this.items.filter((one) => wanted.every(([name, value]) => one[name] === value)),
      query,
      ({ id }) => id,
    );
  }

  #raise(me: NodeCaller, { survey, reason }: NodeDispute): Reply {
    if (reason.length === 0 || reason.length > 1_000) return refusal('BAD_INPUT', 'Give a reason of 1 to 1,000 characters.', 'reason');
    if (this.items.some((one) => one.survey === survey && one.state === 'open')) {
      return refusal('BAD_INPUT', 'It is disputed already. Wait for the decision.', 'survey');
    }
    const [pattern] = this.items;
    if (!pattern) return missing;
    const nobody = { decidedAt: null, decidedBy: null, decision: null };
    const one = { ...pattern, ...nobody, id: `d-new-${(this.#made += 1)}`, survey, reason, raisedBy: me.name, state: 'open' as const };
    this.items = [one, ...this.items];
    return made(one);
  }

  #put(changed: NodeDispute): NodeDispute {
    this.items = this.items.map((one) => (one.id === changed.id ? changed : one));
    return changed;
  }
}
