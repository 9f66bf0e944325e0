import { mockServices } from '@backstage/backend-test-utils';
import {
  SourceRequestError,
  type CollectContext,
} from '@daytwo/backstage-plugin-scorecards-node';

/**
 * What the scorecards backend gives to sources, less its patience: keeps ETags,
 * throws where the status is not 2xx, tries nothing twice.
 */
export function createContext(signal: AbortSignal): CollectContext {
  const etags = new Map<string, string>();
  return {
    signal,
    logger: mockServices.logger.mock(),
    fetch: async (url, request = {}) => {
      const etag = etags.get(url);
      const response = await fetch(url, {
        method: request.method,
        body: request.body,
        signal,
        headers: {
          ...request.headers,
          ...(etag !== undefined && { 'If-None-Match': etag }),
        },
      });
      const { status, headers } = response;
      if (status === 304) return { notModified: true };
      if (!response.ok) {
        throw new SourceRequestError(`GET ${url} answered ${status}`, {
          status,
        });
      }
      const next = headers.get('etag');
      if (next !== null) etags.set(url, next);
      return {
        notModified: false,
        status,
        headers,
        body: await response.text(),
      };
    },
  };
}
