import { useEffect, useRef, useState, type ReactNode } from 'react';
import './safe-frame.css';

/**
 * A document that others have written, shown where it can do nothing: its frame runs no script, sends no form and opens no window. By an address of this page's own
 * no text becomes markup here, so trusted types need no exception. The page's policy holds in it and ignores `style` attributes; what they say is set
 * afterwards by way of the object model, which a policy does not forbid.
 */
export function SafeFrame({ title, html }: { readonly title: string; readonly html: string }): ReactNode {
  const frame = useRef<HTMLIFrameElement>(null);
  const [url, setUrl] = useState<string | null>(null);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([laidAside(html)], { type: 'text/html;charset=utf-8' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [html]);
  useEffect(() => {
    const element = frame.current;
    if (element && height > 0) element.style.blockSize = `${height}px`;
  }, [height]);
  const dress = (): void => {
    const inside = frame.current?.contentDocument;
    if (!inside) return;
    for (const element of inside.querySelectorAll<HTMLElement>('[data-style]')) element.style.cssText = element.dataset['style'] ?? '';
    setHeight(Math.min(4_000, inside.documentElement.scrollHeight));
  };
  if (url === null) return null;
  return (
    <iframe
      ref={frame}
      className="safe-frame"
      title={title}
      sandbox="allow-same-origin"
      referrerPolicy="no-referrer"
      src={url}
      onLoad={dress}
    />
  );
}

/** Under another name, so that browsers do not complain of each. */
export function laidAside(html: string): string {
  return html.replaceAll(' style="', ' data-style="');
}
