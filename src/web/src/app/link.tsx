import type { ReactNode } from 'react';
import { Link, useSearch } from 'wouter';
import { linkTo } from './url';

/** A link within the dashboard: period and comparison go along. */
export function AppLink({
  to,
  params = {},
  children,
  className,
  title,
}: {
  readonly to: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly title?: string;
}): ReactNode {
  const search = useSearch();
  return (
    <Link href={linkTo(to, new URLSearchParams(search), params)} {...(className && { className })} {...(title && { title })}>
      {children}
    </Link>
  );
}
