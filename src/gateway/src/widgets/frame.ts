/**
 * Only pages of the widget's origins may frame it, whoever frames those too. It is sandboxed whether or not the page says so; it keeps its
 * origin, the gateway's, because requests of a page without one are those of any such page (`Origin: null`).
 */
export function framePolicy(origins: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${origins.filter(isOrigin).join(' ') || "'none'"}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    'sandbox allow-scripts allow-same-origin',
  ].join('; ');
}

/** The script is told from whom it takes a token. */
export function framePage(origins: readonly string[]): string {
  return `<!doctype html>
<html lang="en" data-origins="${origins.filter(isOrigin).join(' ')}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>CareKpi</title>
<link rel="stylesheet" href="/widgets/v1/frame.css">
<script src="/widgets/v1/carekpi.js" defer></script>
<script src="/widgets/v1/frame.js" defer></script>
<main></main>
</html>
`;
}

/** Nothing else gets into a header or a page. */
function isOrigin(text: string): boolean {
  return /^https?:\/\/[a-z0-9.[\]:-]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
