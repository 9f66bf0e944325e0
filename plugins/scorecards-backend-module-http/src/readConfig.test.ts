import { mockServices } from '@backstage/backend-test-utils';
import { readHttpSources } from './readConfig';

function read(changes: Record<string, unknown>) {
  return readHttpSources(
    mockServices.rootConfig({
      data: {
        scorecards: {
          http: {
            sources: [
              {
                id: 'sonar',
                url: 'https://sonar.example.com/{{ metadata.name }}',
                schedule: { frequency: { hours: 1 }, timeout: { minutes: 5 } },
                facts: { line: { pointer: '/line', type: 'number' } },
                ...changes,
              },
            ],
          },
        },
      } as object,
    }),
  );
}

describe('readHttpSources', () => {
  it('needs no config', () => {
    expect(readHttpSources(mockServices.rootConfig())).toEqual([]);
  });

  it('fills in what is left out', () => {
    expect(read({})).toMatchObject([
      {
        id: 'sonar',
        title: 'sonar',
        method: 'GET',
        freshness: { days: 1 },
        rateLimit: { requests: 60, per: { minutes: 1 } },
        timeoutMs: 10_000,
        notFound: 'error',
      },
    ]);
  });

  it.each([
    [{ url: 'file:///etc/passwd' }, 'must begin with http:// or https://'],
    [{ url: 'https://{{ metadata.name }}/x' }, 'a host without placeholders'],
    [{ method: 'DELETE' }, 'method is "DELETE"; use one of GET, POST'],
    [
      { facts: { line: { pointer: 'line', type: 'number' } } },
      'the pointer "line" of line must begin with /',
    ],
    [
      { facts: { line: { pointer: '/l', type: 'int' } } },
      'the type "int" of line is not known',
    ],
  ])('refuses %j', (changes, message) => {
    expect(() => read(changes)).toThrow(message);
  });
});
