/** Where this script came from, known while it runs for the first time: a module has no `currentScript`. */
const source =
  document.currentScript instanceof HTMLScriptElement
    ? document.currentScript.src
    : (document.querySelector<HTMLScriptElement>('script[src*="/widgets/v1/carekpi.js"]')?.src ?? '');

/** The origin of the gateway: as the element says, else that of the script. */
export function gatewayOf(element: Element): string {
  const said = element.getAttribute('gateway') || source || location.href;
  return new URL(said, document.baseURI).origin;
}
