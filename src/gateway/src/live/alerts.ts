import type { NodeAlert } from '../node/management.js';
import { failure } from '../node/problems.js';
import type { Context } from '../session.js';
import type { Feed } from './feed.js';
import type { Told } from './live.js';
import { freshly } from './told.js';

/** As many alerts wait for a subscriber that reads slowly, and as many are looked at when the node was away. */
const most = 100;

/** Alerts raised from now on, each once; those raised while the node was away are told when it is back. */
export async function watchAlerts(context: Context): Promise<AsyncIterableIterator<Told<NodeAlert>>> {
  const { node } = context.session;
  const newest = async (): Promise<readonly NodeAlert[]> =>
    (await node.get<{ readonly items: readonly NodeAlert[] }>(`/v1/alerts?first=${most}`)).items;
  const known = new Set((await newest()).map(({ id }) => id).reverse());
  const tell = (alert: NodeAlert, feed: Feed<Told<NodeAlert>>): void => {
    if (known.has(alert.id)) return;
    known.add(alert.id);
    for (const oldest of known) {
      if (known.size <= 3 * most) break;
      known.delete(oldest);
    }
    if (feed.offer(alert)) return;
    feed.end(failure('RATE_LIMITED', `More than ${most} alerts wait to be read. Subscribe again, and read "tenant { alerts }".`));
  };
  const feed = await context.live.watch<NodeAlert>(node, context.signal, {
    query: new URLSearchParams({ alerts: '1' }),
    bound: most,
    onMessage: ({ event, data }, waiting) => {
      if (event === 'alert') tell(JSON.parse(data) as NodeAlert, waiting);
    },
    onOpen: (waiting) => {
      const missed = newest().then((alerts) => alerts.toReversed().forEach((alert) => tell(alert, waiting)));
      // A node that is gone again is asked again once it is back.
      missed.catch(() => undefined);
    },
  });
  return freshly(feed, context);
}
