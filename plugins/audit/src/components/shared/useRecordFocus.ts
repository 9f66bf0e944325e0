import { useUrlParams } from '@daytwo/ui-kit';
import { useCallback } from 'react';

/**
 * Which record is open, kept in the address as `?record=`. The way back closes
 * one that was opened.
 *
 * @internal
 */
export function useRecordFocus(): [
  seq: number | undefined,
  open: (seq: number | undefined) => void,
] {
  const { get, update } = useUrlParams();
  const text = get('record') ?? '';
  const seq = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : undefined;
  const open = useCallback(
    (next: number | undefined) =>
      update(
        { record: next === undefined ? undefined : `${next}` },
        { push: seq === undefined },
      ),
    [update, seq],
  );
  return [seq, open];
}
