import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  scorecardsFactsExtensionPoint,
  type FactSource,
} from '@daytwo/backstage-plugin-scorecards-node';
import scorecardsModuleHttp from '.';

async function start(sources: object[]): Promise<string[]> {
  const added: FactSource[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        scorecardsFactsExtensionPoint,
        { addSource: (source: FactSource) => added.push(source) },
      ],
    ],
    features: [
      scorecardsModuleHttp,
      mockServices.rootConfig.factory({
        data: { scorecards: { http: { sources } } },
      }),
    ],
  });
  await backend.stop();
  return added.map(({ id }) => id);
}

const facts = { a: { pointer: '/a', type: 'number' } };

describe('scorecardsModuleHttp', () => {
  it('adds a source for each entry of the config', async () => {
    const ids = await start([
      { id: 'one', url: 'https://a/b', facts },
      { id: 'two', url: 'https://a/{{ metadata.name }}', facts },
    ]);

    expect(ids).toEqual(['one', 'two']);
  });

  it('does not start on config that it does not understand', async () => {
    await expect(
      start([{ id: 'one', url: 'https://a{{ metadata.name }}', facts }]),
    ).rejects.toThrow('scorecards.http.sources[0].url');
  });
});
