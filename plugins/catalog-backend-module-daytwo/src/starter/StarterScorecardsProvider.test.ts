import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '../__testUtils__/scorecard';
import { readStarterConfig } from './config';
import { StarterScorecardsProvider } from './StarterScorecardsProvider';

async function provided(daytwo?: JsonObject) {
  const config = mockServices.rootConfig({ data: daytwo ? { daytwo } : {} });
  const provider = await StarterScorecardsProvider.create({
    wanted: readStarterConfig(config),
    logger: mockServices.logger.mock(),
  });
  const connection = { applyMutation: jest.fn(), refresh: jest.fn() };
  await provider.connect(connection);
  expect(connection.applyMutation).toHaveBeenCalledTimes(1);
  const [mutation] = connection.applyMutation.mock.calls[0];
  expect(mutation.type).toBe('full');
  return mutation.entities;
}

const starterOwner = 'group:default/reliability';

describe('StarterScorecardsProvider', () => {
  it.each([undefined, {}, { starterScorecards: false }, { starterOwner }])(
    'takes back what it gave when the configuration is %p',
    async config => {
      await expect(provided(config)).resolves.toEqual([]);
    },
  );

  it('gives all of them', async () => {
    const entities = await provided({ starterScorecards: true, starterOwner });
    expect(entities).toHaveLength(4);
    expect(entities).toContainEqual({
      locationKey: 'daytwo-starter:production-readiness',
      entity: expect.objectContaining({
        apiVersion: 'daytwo.dev/v1alpha1',
        kind: 'Scorecard',
        metadata: expect.objectContaining({
          name: 'production-readiness',
          annotations: {
            'backstage.io/managed-by-location':
              'daytwo-starter:production-readiness',
            'backstage.io/managed-by-origin-location':
              'daytwo-starter:production-readiness',
          },
        }),
        spec: expect.objectContaining({ owner: starterOwner }),
      }),
    });
  });

  it('gives those that are named, each once', async () => {
    const starterScorecards = [
      'security-basics',
      'catalog-hygiene',
      'security-basics',
    ];
    const entities = await provided({ starterScorecards, starterOwner });
    expect(entities.map((e: { locationKey: string }) => e.locationKey)).toEqual(
      ['daytwo-starter:security-basics', 'daytwo-starter:catalog-hygiene'],
    );
  });

  it('refuses a name that it does not know, and says which it knows', async () => {
    await expect(
      provided({ starterScorecards: ['hygiene'], starterOwner }),
    ).rejects.toThrow(
      'daytwo.starterScorecards names "hygiene", which is not a starter scorecard; there are: catalog-hygiene, on-call-readiness, production-readiness, security-basics',
    );
  });

  it('refuses to give any without an owner', async () => {
    await expect(provided({ starterScorecards: true })).rejects.toThrow(
      'daytwo.starterScorecards needs daytwo.starterOwner',
    );
  });
});
