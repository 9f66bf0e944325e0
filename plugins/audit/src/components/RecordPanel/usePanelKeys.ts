import { useEffect, useRef, type RefObject } from 'react';

const OVERLAY = '(max-width: 1100px)';

interface PanelActions {
  seq: number;
  onNewer?: () => void;
  onOlder?: () => void;
  onClose: () => void;
}

const isTyping = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea') !== null;

/** Gives the focus back to the row that the panel was opened from. */
function focusRow(seq: number): void {
  document.querySelector<HTMLElement>(`[data-seq="${seq}"]`)?.focus();
}

/**
 * Keys that work while the focus is in the panel; Escape also works from the
 * list beside it.
 *
 * @internal
 */
export function usePanelKeys(
  panel: RefObject<HTMLElement>,
  actions: PanelActions,
): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    // Where the panel lies over the list, one is in it.
    if (window.matchMedia?.(OVERLAY).matches) {
      panel.current?.querySelector<HTMLElement>('button:last-of-type')?.focus();
    }
  }, [panel]);
  useEffect(() => {
    const area = panel.current?.parentElement;
    const onKey = (event: KeyboardEvent) => {
      const { seq, onNewer, onOlder, onClose } = latest.current;
      const inPanel = panel.current?.contains(event.target as Node);
      if (isTyping(event.target) || event.ctrlKey || event.metaKey) {
        return;
      }
      if (event.key === 'Escape') {
        onClose();
        focusRow(seq);
      } else if (inPanel && event.key === 'j') {
        onOlder?.();
      } else if (inPanel && event.key === 'k') {
        onNewer?.();
      }
    };
    area?.addEventListener('keydown', onKey);
    return () => area?.removeEventListener('keydown', onKey);
  }, [panel]);
}
