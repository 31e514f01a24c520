import type { Ask } from './documents.js';
import { mutated } from './mutations.js';
import type { Rng } from './rng.js';

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const credentials = ['ck_demo', 'ck_demo', 'ck_demo', 'ck_demo2', 'ck_manage', 'cs_ann', 'ck_nobody', ''];

/** How an ask comes over HTTP: mostly as it should. */
export function requestOf(ask: Ask, rng: Rng, another: string): Request {
  if (rng.once(3)) ask = { ...ask, query: mutated(ask.query, rng, another) };
  const credential = rng.of(credentials);
  const authorization =
    credential === ''
      ? {}
      : { authorization: rng.once(60) ? rng.of(['Bearer', 'Basic x', 'Bearer  ck_demo', 'ck_demo']) : `Bearer ${credential}` };
  const accept = rng.once(8)
    ? rng.of(['*/*', 'application/graphql-response+json', 'text/html', 'text/event-stream', 'multipart/mixed', 'x', ''])
    : 'application/json';
  if (rng.once(15)) {
    const variables = rng.once(6) ? mutated(JSON.stringify(ask.variables), rng, another) : JSON.stringify(ask.variables);
    const parameters = new URLSearchParams({
      query: ask.query.slice(0, 4_000),
      variables: variables.slice(0, 4_000),
      ...(rng.once(4) && { extensions: rng.of(['{}', '{', 'null', '[]', '1']) }),
    });
    return { method: 'GET', path: `/graphql?${rng.once(10) ? '%zz&' : ''}${parameters.toString()}`, headers: { ...authorization, accept } };
  }
  const whole = JSON.stringify(ask);
  const body =
    rng.below(12) < 2
      ? mutated(whole, rng, another)
      : rng.once(80)
        ? rng.of([
            '',
            '[]',
            'null',
            '1',
            '"x"',
            '{}',
            '[{}]',
            `[${whole}]`,
            '{"query":null}',
            '{"query":{}}',
            '{"query":["x"]}',
            `{"query":"{__typename}","variables":${rng.of(['1', '"x"', '[]', '[1]', 'true'])}}`,
          ])
        : whole;
  const type = rng.once(40)
    ? rng.of([
        'text/plain',
        'application/graphql',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'application/json; charset=utf-16',
        'application/json;',
        'x',
        'multipart/form-data; boundary=x',
      ])
    : 'application/json';
  return {
    method: 'POST',
    path: '/graphql',
    headers: { ...authorization, accept, 'content-type': type, ...(rng.once(30) && { 'carekpi-cost': rng.of(['1', 'x']) }) },
    body: rng.once(2_000) ? body + ' '.repeat(140_000) : body,
  };
}
