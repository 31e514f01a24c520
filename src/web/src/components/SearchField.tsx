import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../i18n/context';
import { Field } from './Field';

/** Searches when the typing rests. */
export function SearchField({
  value,
  onChange,
  label,
}: {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Left out: "Search". */
  readonly label?: string;
}): ReactNode {
  const t = useTexts();
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => void (timer.current && clearTimeout(timer.current)), []);
  return (
    <Field
      label={label ?? t.common.search}
      hideLabel
      placeholder={label ?? t.common.search}
      type="search"
      value={text}
      maxLength={100}
      onChange={(event) => {
        const next = event.target.value;
        setText(next);
        if (timer.current) clearTimeout(timer.current);
        timer.current = setTimeout(() => onChange(next), 250);
      }}
    />
  );
}
