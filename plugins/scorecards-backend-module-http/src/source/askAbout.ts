import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  SourceRequestError,
  type CollectContext,
  type CollectedFact,
} from '@daytwo/backstage-plugin-scorecards-node';
import type { HttpSourceOptions } from '../config/HttpSourceOptions';
import { parseJson } from './parseJson';
import { readFact } from './readFact';

/** With these, all other requests would fail as well. */
const hopeless = new Set([401, 407, 429]);

/**
 * Asks the endpoint about one entity.
 *
 * @throws SourceRequestError where it is of no use to ask about others
 */
export async function askAbout(
  entity: Entity,
  options: HttpSourceOptions,
  { fetch, signal }: CollectContext,
): Promise<CollectedFact> {
  const entityRef = stringifyEntityRef(entity);
  try {
    const { method, headers, timeoutMs, url, fields } = options;
    const body = options.body?.render(entity);
    const response = await fetch(url.render(entity), {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body }),
      timeoutMs,
    });
    if (response.notModified) return { entityRef, unchanged: true };
    const type = response.headers.get('content-type');
    const fact = readFact(parseJson(response.body, type), fields);
    return { entityRef, fact };
  } catch (error) {
    signal.throwIfAborted();
    const status = SourceRequestError.is(error) ? error.status : undefined;
    if (status === 404 && options.notFound === 'empty') {
      return { entityRef, fact: {} };
    }
    if (status !== undefined && hopeless.has(status)) throw error;
    return { entityRef, error: error as Error };
  }
}
