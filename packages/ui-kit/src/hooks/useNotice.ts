import { alertApiRef, useApiHolder } from '@backstage/core-plugin-api';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';

/**
 * Says in passing that something was done. The toast API is missing in apps of
 * the legacy system, the alert API is the older one.
 *
 * @public
 */
export function useNotice() {
  const apis = useApiHolder();
  return useCallback(
    (title: string, status: 'success' | 'danger' = 'success') => {
      const toast = apis.get(toastApiRef);
      if (toast) {
        toast.post({ title, status, timeout: 5_000 });
        return;
      }
      apis.get(alertApiRef)?.post({
        message: title,
        severity: status === 'danger' ? 'error' : 'success',
        display: 'transient',
      });
    },
    [apis],
  );
}
