import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { InputError, toError } from '@backstage/errors';
import {
  createFactSource,
  SourceRequestError,
  type CollectContext,
  type CollectedFact,
  type FactSource,
} from '@daytwo/backstage-plugin-scorecards-node';
import { factSchema, readFields } from './fields';
import type { HttpSourceConfig } from './readConfig';
import { encodeJson, encodeSegment } from './urlTemplate';

/** Entities that are asked for at the same time. */
const AT_ONCE = 10;

function parseBody(body: string, contentType: string | null): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new InputError(
      `The answer is not JSON but ${contentType ?? 'of no type'}, ${
        body.length
      } characters: "${body.slice(0, 60)}"`,
    );
  }
}

async function collectOne(
  config: HttpSourceConfig,
  entity: Entity,
  context: CollectContext,
): Promise<CollectedFact> {
  const entityRef = stringifyEntityRef(entity);
  try {
    const response = await context.fetch(config.url(entity, encodeSegment), {
      method: config.method,
      timeoutMs: config.timeoutMs,
      headers: { Accept: 'application/json', ...config.headers },
      ...(config.body && { body: config.body(entity, encodeJson) }),
    });
    if (response.notModified) {
      return { entityRef, unchanged: true };
    }
    const { body, headers } = response;
    const answer = parseBody(body, headers.get('content-type'));
    return { entityRef, fact: readFields(answer, config.fields) };
  } catch (error) {
    context.signal.throwIfAborted();
    const missing = error instanceof SourceRequestError && error.status === 404;
    return missing && config.notFound === 'empty'
      ? { entityRef, fact: {} }
      : { entityRef, error: toError(error) };
  }
}

/** A source that asks a JSON endpoint once for each entity. */
export function createHttpSource(config: HttpSourceConfig): FactSource {
  return createFactSource({
    id: config.id,
    title: config.title,
    description: config.description,
    schema: factSchema(config.fields),
    appliesTo: config.appliesTo,
    schedule: config.schedule,
    freshness: config.freshness,
    rateLimit: config.rateLimit,
    async *collect(entities, context) {
      for (let at = 0; at < entities.length; at += AT_ONCE) {
        yield await Promise.all(
          entities
            .slice(at, at + AT_ONCE)
            .map(entity => collectOne(config, entity, context)),
        );
      }
    },
  });
}
