import { useEffect, useRef, type RefObject } from 'react';

/**
 * Moves the focus into the panel when a cell opened it, not when the address
 * did, and closes the panel on Escape.
 *
 * @internal
 */
export function usePanelFocus(
  panel: RefObject<HTMLElement>,
  onClose: () => void,
): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const element = panel.current;
    if (document.activeElement?.closest('[role="grid"]')) {
      element?.querySelector('button')?.focus();
    }
    const onKey = ({ key }: KeyboardEvent) =>
      key === 'Escape' && close.current();
    element?.addEventListener('keydown', onKey);
    return () => element?.removeEventListener('keydown', onKey);
  }, [panel]);
}
