import type { Rng } from './rng.js';

/** What parsers of any kind stumble over. */
export const stumbles: readonly string[] = [
  ...[
    '',
    ' ',
    '\0',
    '\r\n',
    '\u2028',
    '\ufeff',
    '\ud83d',
    '\udc00',
    '😀',
    'é',
    '漢字',
    '\u202e',
    '"',
    '"""',
    '\\',
    '\\u',
    '\\ud800',
    '\\u{110000}',
    '\\u{d800}',
    '#',
    ',',
  ],
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '$',
    '$a',
    '@',
    '@skip(if: true)',
    '@include(if: $a)',
    '@defer',
    '@oneOf',
    '...',
    '... on ',
    '!',
    '=',
    '|',
    '&',
    ':',
    '__typename',
    '__schema',
    '__type(name: "Query")',
  ],
  ...[
    'query',
    'mutation',
    'subscription',
    'fragment',
    'on',
    'null',
    'true',
    'false',
    'extend',
    'type',
    'schema',
    'input',
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
  ],
  ...[
    '0',
    '-0',
    '-1',
    '01',
    '1e400',
    '-1e400',
    '1e',
    '2147483648',
    '9007199254740993',
    '99999999999999999999999',
    '0.1',
    'NaN',
    'Infinity',
    '2026-02-30',
    '2026-03-31T17:22:00+08:00',
    '../',
    '%00',
    '//evil.example',
    'https://a@b',
  ],
];

export function mutated(text: string, rng: Rng, another: string): string {
  for (let steps = 1 + rng.small(5); steps > 0; steps -= 1) text = step(text, rng, another);
  return text.slice(0, 120_000);
}

function step(text: string, rng: Rng, another: string): string {
  const at = rng.below(text.length + 1);
  const end = Math.min(text.length, at + 1 + rng.small(40));
  const [before, piece, after] = [text.slice(0, at), text.slice(at, end), text.slice(end)];
  switch (rng.below(9)) {
    case 0:
      return before + after;
    case 1:
      return before + piece + piece + after;
    case 2:
      return before + rng.of(stumbles) + after;
    case 3:
      return before + rng.of(stumbles) + piece + after;
    case 4:
      return before + String.fromCharCode(rng.below(rng.once(4) ? 65_536 : 128)) + text.slice(at + 1);
    case 5:
      return before + another.slice(rng.below(another.length + 1));
    case 6: {
      const [open, close] = rng.of([
        ['{', '}'],
        ['[', ']'],
        ['{a{', '}}'],
        ['("', '")'],
        ['... on Tenant {', '}'],
        ['{a:', '}'],
      ] as const);
      const times = rng.once(30) ? 3_000 : 1 + rng.below(20);
      return before + open.repeat(times) + piece + close.repeat(times) + after;
    }
    case 7:
      return before + piece.repeat(rng.once(30) ? 1_000 : 1 + rng.below(12)) + after;
    default: {
      const to = rng.below(before.length + 1);
      return before.slice(0, to) + piece + before.slice(to) + after;
    }
  }
}
