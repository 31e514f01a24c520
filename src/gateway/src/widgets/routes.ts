import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { forwardedFor } from '../auth/forwarded.js';
import { problem, problemOf, sendProblem } from '../auth/problem.js';
import type { TokenCodec } from '../ids/codec.js';
import type { NodeConnection } from '../node/client.js';
import { WidgetFiles } from './files.js';
import { framePage, framePolicy } from './frame.js';
import { WidgetOrigins } from './origins.js';

const root = '/widgets/v1/';
const elements: ReadonlySet<string> = new Set(['scorecard', 'kpi', 'trend', 'customer']);

/** `/widgets/v1/*`: the script that partners embed, and the same widgets as pages that they frame. */
export class WidgetRoutes {
  readonly #files: WidgetFiles | null;
  readonly #origins: WidgetOrigins;

  /** `web` is the `dist` of src/web; undefined: nothing is served. */
  constructor(
    web: string | undefined,
    connection: NodeConnection,
    private readonly codec: TokenCodec,
  ) {
    this.#files = web === undefined ? null : new WidgetFiles(join(web, 'widgets'));
    this.#origins = new WidgetOrigins(connection);
  }

  /** false: the path is another's. */
  serve(req: IncomingMessage, res: ServerResponse, url: URL): boolean {
    if (!url.pathname.startsWith(root)) return false;
    const [first = '', widget = '', element = '', ...rest] = url.pathname.slice(root.length).split('/');
    if (first === 'frame' && rest.length === 0 && elements.has(element) && req.method === 'GET') {
      void this.#frame(req, res, widget).catch((error: unknown) => sendProblem(res, problemOf(error)));
    } else if (widget !== '' || !this.#files?.serve(req, res, first, url.searchParams.get('v'))) {
      sendProblem(res, problem(404, 'NOT_FOUND', 'There is no such file of the widgets. See docs/widgets.md.'));
    }
    return true;
  }

  /** Which element it shows, and of what, its script reads in the address. */
  async #frame(req: IncomingMessage, res: ServerResponse, widget: string): Promise<void> {
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    const origins = await this.#origins.of(this.#idOf(widget), forwardedFor(req), gone.signal);
    if (!origins) return sendProblem(res, problem(404, 'NOT_FOUND', 'There is no such widget: take the id that the node gave it.'));
    res.removeHeader('x-frame-options');
    res
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': framePolicy(origins),
        'cache-control': 'private, max-age=30',
      })
      .end(framePage(origins));
  }

  /** The node's own id, or the one that GraphQL gives for it: of whatever tenant, since a frame shows nothing without a token. */
  #idOf(given: string): string {
    const text = this.codec.open(given);
    if (text === null) return given;
    const [, kind, id] = JSON.parse(text) as readonly unknown[];
    return kind === 'widget' && typeof id === 'string' ? id : '';
  }
}
