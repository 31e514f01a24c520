export type Child = Node | string | null | false;
type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** An element with attributes and children; a null or false one is left out. No text ever becomes markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function fill<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/** A class and a part of the same name: one for the sheet here, one for the page's. */
export function named(name: string, more = ''): { readonly class: string; readonly part: string } {
  return { class: more ? `${name} ${more}` : name, part: name };
}
