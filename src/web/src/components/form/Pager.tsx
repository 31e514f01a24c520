import type { ReactNode } from 'react';
import { useUrl } from '../../app/url';
import { useTexts } from '../../i18n/context';
import { Button } from '../Button';

/** The pages of a list; where it stands is in the address, so "back" is the page before. */
export function Pager({
  name,
  pageInfo,
}: {
  /** Of the parameter. */
  readonly name: string;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}): ReactNode {
  const t = useTexts();
  const { params, set } = useUrl();
  const after = params.get(name);
  if (after === null && !pageInfo.hasNextPage) return null;
  return (
    <div className="row pager no-print">
      {after !== null && (
        <Button small onClick={() => set({ [name]: null })}>
          {t.forms.firstPage}
        </Button>
      )}
      {pageInfo.hasNextPage && (
        <Button small onClick={() => set({ [name]: pageInfo.endCursor })}>
          {t.forms.nextPage}
        </Button>
      )}
    </div>
  );
}
