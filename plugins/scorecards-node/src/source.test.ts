import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { z } from 'zod';
import {
  createFactSource,
  scorecardsFactsExtensionPoint,
  SourceRequestError,
  type CollectContext,
  type CollectedFact,
} from '.';

const billing: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'billing' },
};

const source = createFactSource({
  id: 'licences',
  title: 'Licence scanner',
  schema: z.object({
    forbidden: z.array(z.string()).describe('Packages'),
    scannedAt: z.iso.datetime().optional(),
  }),
  schedule: { frequency: { hours: 6 }, timeout: { minutes: 30 } },
  freshness: { days: 2 },
  async *collect(entities, { fetch }) {
    for (const entity of entities) {
      const entityRef = stringifyEntityRef(entity);
      try {
        const answer = await fetch(`https://scan.example.com/${entityRef}`);
        yield answer.notModified
          ? [{ entityRef, unchanged: true }]
          : [{ entityRef, fact: JSON.parse(answer.body) }];
      } catch (error) {
        yield [{ entityRef, error: error as Error }];
      }
    }
  },
});

async function collect(
  fetch: CollectContext['fetch'],
): Promise<readonly CollectedFact[]> {
  const context = { fetch } as CollectContext;
  const all: CollectedFact[] = [];
  for await (const batch of source.collect([billing], context)) {
    all.push(...batch);
  }
  return all;
}

describe('createFactSource', () => {
  const entityRef = 'component:default/billing';

  it('carries facts, "unchanged" and errors of single entities', async () => {
    const headers = new Headers();
    const body = '{"forbidden":["x"]}';
    const answer = { notModified: false, status: 200, headers, body } as const;

    expect(await collect(async () => answer)).toEqual([
      { entityRef, fact: { forbidden: ['x'] } },
    ]);
    expect(await collect(async () => ({ notModified: true }))).toEqual([
      { entityRef, unchanged: true },
    ]);
    const gone = new SourceRequestError('answered 404', { status: 404 });
    expect(await collect(async () => Promise.reject(gone))).toEqual([
      { entityRef, error: gone },
    ]);
  });

  it('gives the types that rules are checked with', () => {
    expect(z.toJSONSchema(source.schema)).toMatchObject({
      properties: { forbidden: { type: 'array', description: 'Packages' } },
      required: ['forbidden'],
    });
  });
});

describe('SourceRequestError', () => {
  it('is known by its name, also where two copies of the package are installed', () => {
    const error = new SourceRequestError('answered 503', { status: 503 });
    const copy = Object.assign(new Error('answered 503'), {
      name: 'SourceRequestError',
      status: 503,
    });

    expect(SourceRequestError.is(error) && error.status).toBe(503);
    expect(SourceRequestError.is(copy)).toBe(true);
    expect(SourceRequestError.is(new Error('answered 503'))).toBe(false);
    expect(SourceRequestError.is(undefined)).toBe(false);
  });
});

it('has an extension point of the scorecards plugin', () => {
  expect(scorecardsFactsExtensionPoint.id).toBe('scorecards.facts');
});
