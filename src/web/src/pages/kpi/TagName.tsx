import type { ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useMay } from '../../app/session';
import { useUrl } from '../../app/url';
import { Select } from '../../components/Field';
import { SearchField } from '../../components/SearchField';
import { TagDimensions } from '../../generated/TagDimensions';
import { useTexts } from '../../i18n/context';

const nothing = {};

/** The tag that figures are split by: the chosen one, else the first of those that split figures. Who may not read the settings (`tags` is null) gives its name. */
export function useTag(asked: boolean): { readonly tag: string; readonly tags: readonly string[] | null } {
  const { params } = useUrl();
  const may = useMay();
  const query = useQuery(TagDimensions, asked && may.all ? nothing : null);
  const tags = query.data?.tenant.settings.tagDimensions ?? null;
  return { tag: params.get('tag') ?? tags?.[0] ?? '', tags };
}

export function TagName({ tag, tags }: { readonly tag: string; readonly tags: readonly string[] | null }): ReactNode {
  const t = useTexts();
  const { set } = useUrl();
  const choose = (name: string): void => set({ tag: name }, { replace: true });
  if (tags === null) return <SearchField label={t.kpi.tagName} value={tag} onChange={choose} />;
  if (tags.length === 0) return <p className="muted">{t.kpi.noTags}</p>;
  const options = [...new Set([...tags, ...(tag === '' ? [] : [tag])])].map((value) => ({ value, label: value }));
  return <Select label={t.kpi.tagName} hideLabel options={options} value={tag} onChange={(event) => choose(event.target.value)} />;
}
