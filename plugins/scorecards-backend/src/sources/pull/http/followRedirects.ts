import { SourceRequestError } from '@daytwo/backstage-plugin-scorecards-node';

const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches, following redirects within the same host only: headers may hold
 * secrets, and an answer must not choose which hosts we talk to.
 *
 * @throws SourceRequestError where an answer leads elsewhere
 */
export async function fetchWithinHost(
  url: URL,
  init: RequestInit,
  fetchApi: typeof fetch,
): Promise<Response> {
  let current = url;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const response = await fetchApi(current, { ...init, redirect: 'manual' });
    const location = response.headers.get('location');
    if (!redirects.has(response.status) || location === null) return response;
    await response.body?.cancel();
    current = nextOf(current, location, response.status, init.method);
  }
  throw new SourceRequestError(`redirects more than ${mostRedirects} times`);
}

function nextOf(
  from: URL,
  location: string,
  status: number,
  method = 'GET',
): URL {
  const to = URL.canParse(location, from) ? new URL(location, from) : undefined;
  const isUpgrade =
    from.protocol === 'http:' &&
    to?.protocol === 'https:' &&
    to.hostname === from.hostname;
  if (!to || (to.origin !== from.origin && !isUpgrade)) {
    const where = to?.host || 'no address';
    throw new SourceRequestError(
      `redirects to another host (${where}); such redirects are not followed`,
      { status },
    );
  }
  if (method !== 'GET' && method !== 'HEAD') {
    throw new SourceRequestError(`redirects a ${method} request`, { status });
  }
  return to;
}
