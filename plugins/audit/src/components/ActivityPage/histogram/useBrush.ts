import { useState, type KeyboardEvent, type PointerEvent } from 'react';

/** First and last bucket, in the order of choosing. @internal */
export type Selection = [anchor: number, head: number];

const arrows: Record<string, (at: number, last: number) => number> = {
  ArrowLeft: at => at - 1,
  ArrowRight: at => at + 1,
  Home: () => 0,
  End: (_, last) => last,
};

/** The bucket under the pointer. */
function bucketAt(event: PointerEvent<Element>, count: number): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  const share = width > 0 ? (event.clientX - left) / width : 0;
  return Math.min(Math.max(Math.floor(share * count), 0), count - 1);
}

/**
 * Chooses a run of buckets by dragging, or by arrow keys with Shift; letting go
 * or Enter takes it.
 *
 * @internal
 */
export function useBrush(
  count: number,
  onTake: (selection: Selection) => void,
) {
  const [selection, setSelection] = useState<Selection>();
  const [dragging, setDragging] = useState(false);
  const last = count - 1;

  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = arrows[event.key];
    if (arrow) {
      event.preventDefault();
      const [anchor, head] = selection ?? [last + 1, last + 1];
      const next = Math.min(Math.max(arrow(head, last), 0), last);
      setSelection([event.shiftKey ? Math.min(anchor, last) : next, next]);
    } else if (event.key === 'Enter' && selection) {
      setSelection(undefined);
      onTake(selection);
    } else if (event.key === 'Escape' && selection) {
      event.stopPropagation();
      setSelection(undefined);
    }
  };
  const onPointerDown = (event: PointerEvent<Element>) => {
    if (event.button !== 0) {
      return;
    }
    const at = bucketAt(event, count);
    event.currentTarget.setPointerCapture?.(event.pointerId);
    setDragging(true);
    setSelection([at, at]);
  };
  const onPointerMove = (event: PointerEvent<Element>) => {
    if (dragging && selection) {
      setSelection([selection[0], bucketAt(event, count)]);
    }
  };
  const onPointerUp = () => {
    if (dragging && selection) {
      onTake(selection);
    }
    setDragging(false);
    setSelection(undefined);
  };
  const onPointerCancel = () => {
    setDragging(false);
    setSelection(undefined);
  };
  return {
    selection,
    handlers: {
      onKeyDown,
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel,
      onBlur: () => !dragging && setSelection(undefined),
    },
  };
}
