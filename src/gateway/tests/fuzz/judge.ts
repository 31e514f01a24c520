import { isCode } from '../../src/node/problems.js';

/** What HTTP itself may say beside the 200 and 400 of GraphQL. */
const statuses = new Set([200, 204, 400, 401, 403, 404, 405, 406, 413, 415]);

export interface Said {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** What is wrong with an answer to a request of so many characters, which GraphQL's own errors cite; null: nothing. */
export function faultOf({ status, type, text }: Said, sent: number): string | null {
  if (!statuses.has(status)) return `the status is ${status}`;
  if (type.startsWith('text/event-stream') || type.startsWith('multipart/mixed'))
    return status === 200 || status === 400 ? null : `a stream with status ${status}`;
  if (status === 405 || status === 406 || status === 415) return null;
  if (!/^application\/(graphql-response\+)?json/.test(type)) return `the answer is ${type || 'of no type'} (${status})`;
  let answer: { data?: unknown; errors?: unknown };
  try {
    answer = JSON.parse(text) as typeof answer;
  } catch {
    return 'the answer is no JSON';
  }
  if (answer.errors === undefined) return status === 200 && typeof answer.data === 'object' ? null : `neither data nor errors (${status})`;
  if (!Array.isArray(answer.errors) || answer.errors.length === 0) return 'errors is no list of some';
  for (const error of answer.errors as { message?: unknown; extensions?: { code?: unknown } }[]) {
    if (!isCode(error.extensions?.code)) return `an error has the code ${JSON.stringify(error.extensions?.code)}`;
    if (typeof error.message !== 'string' || error.message === '' || error.message.length > 1_000 + 2 * sent)
      return 'an error says nothing, or too much';
  }
  return null;
}

/** What an answer shows: inputs that show something new are changed further. */
export function sightOf({ status, text }: Said): string {
  const errors = text.includes('"errors"')
    ? [...text.matchAll(/"message":"((?:[^"\\]|\\.)*)"/g)]
        .slice(0, 3)
        .map(([, message = '']) => message.replace(/\\"[^"]*\\"|"[^"]*"|\d+/g, '…').slice(0, 60))
    : [];
  return `${status} ${errors.sort().join('|')} ${text.includes('"data":{') ? [...new Set([...text.matchAll(/"__typename":"(\w+)"/g)].map(([, name]) => name))].slice(0, 4).join() : ''}`;
}
