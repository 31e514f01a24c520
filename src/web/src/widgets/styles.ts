import text from './widget.css?inline';

let made: CSSStyleSheet | null = null;

/** One for all: made by script, it needs nothing of the page's policy. */
export function sheet(): CSSStyleSheet {
  if (made) return made;
  made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}
