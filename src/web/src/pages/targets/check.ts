import { amountOf, type Wrong } from '../../components/form/checks';

export interface TypedTarget {
  readonly kpi: string;
  readonly unit: string;
  readonly direction: 'UP' | 'DOWN' | 'NONE';
  readonly target: string;
  readonly warning: string;
  readonly from: string;
  readonly to: string;
}

export interface WrongTarget {
  readonly kpi?: Wrong;
  readonly target?: Wrong;
  readonly warning?: Wrong | 'warningUp' | 'warningDown';
  readonly from?: Wrong;
  readonly to?: 'order';
}

/** What of a target has to be mended before it is sent. */
export function wrongTarget({ kpi, unit, direction, target, warning, from, to }: TypedTarget): WrongTarget {
  const number = amountOf(target, unit);
  const second = amountOf(warning, unit);
  const side = ((): WrongTarget['warning'] => {
    if (warning === '') return undefined;
    if (second === null) return 'notNumber';
    if (number === null || direction === 'NONE') return undefined;
    if (direction === 'UP' && second > number) return 'warningUp';
    return direction === 'DOWN' && second < number ? 'warningDown' : undefined;
  })();
  return {
    ...(kpi === '' && { kpi: 'required' }),
    ...(target.trim() === '' ? { target: 'required' } : number === null && { target: 'notNumber' }),
    ...(side && { warning: side }),
    ...(from !== '' && to !== '' && to < from && { to: 'order' }),
  };
}
