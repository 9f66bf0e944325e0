import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readHttpSources } from './readHttpSources';

const smallest = {
  id: 'sonar',
  url: 'https://sonar.example.com/{{ metadata.name }}',
  facts: { coverage: { pointer: '/a', type: 'number' } },
} satisfies JsonObject;

function read(changes: JsonObject = {}) {
  const sources = [{ ...smallest, ...changes }];
  const config = { scorecards: { http: { sources } } };
  return readHttpSources(new ConfigReader(config))[0];
}

describe('readHttpSources', () => {
  it('needs no config', () => {
    expect(readHttpSources(new ConfigReader({}))).toEqual([]);
  });

  it('fills in what was left out', () => {
    expect(read()).toMatchObject({
      title: 'sonar',
      method: 'GET',
      headers: {},
      schedule: { frequency: { minutes: 30 }, timeout: { minutes: 10 } },
      freshness: { days: 1 },
      timeoutMs: 10_000,
      concurrency: 5,
      rateLimit: { requests: 60, per: { minutes: 1 } },
      notFound: 'error',
    });
  });

  it('reads all of it', () => {
    expect(
      read({
        title: 'SonarQube',
        description: 'Code quality',
        appliesTo: { kind: 'component' },
        method: 'POST',
        headers: { 'X-Api-Key': 'secret' },
        body: { a: '{{ kind }}' },
        schedule: { frequency: { cron: '0 * * * *' }, timeout: 'PT5M' },
        freshness: '2 days',
        rateLimit: { requests: 10, per: { seconds: 1 } },
        timeout: '3s',
        concurrency: 2,
        notFound: 'empty',
      }),
    ).toMatchObject({
      title: 'SonarQube',
      appliesTo: { kind: 'component' },
      headers: { 'X-Api-Key': 'secret' },
      schedule: { frequency: { cron: '0 * * * *' } },
      freshness: { days: 2 },
      rateLimit: { requests: 10, per: { seconds: 1 } },
      timeoutMs: 3000,
      concurrency: 2,
      notFound: 'empty',
    });
  });

  const place = 'scorecards.http.sources[0]';

  it.each<[string, JsonObject, string]>([
    ['no address', { url: '' }, 'url'],
    [
      'another scheme',
      { url: 'ftp://a/b' },
      `Invalid config at ${place}.url: the address must begin`,
    ],
    [
      'a bad placeholder',
      { url: 'https://a/{{ x }}' },
      `Invalid config at ${place}.url: {{ x }} is not a placeholder`,
    ],
    [
      'a bad placeholder in the body',
      { method: 'POST', body: { q: '{{ x }}' } },
      `Invalid config at ${place}.body: {{ x }} is not`,
    ],
    [
      'a body with GET',
      { body: {} },
      `Invalid config at ${place}.body: only requests with method POST have one`,
    ],
    [
      'another method',
      { method: 'DELETE' },
      `Invalid config at ${place}.method:`,
    ],
    [
      'a header that is no text',
      { headers: { a: 1 } },
      `Invalid config at ${place}.headers.a:`,
    ],
    [
      'no facts',
      { facts: {} },
      `Invalid config at ${place}.facts: must name at least one field`,
    ],
    [
      'a bad pointer',
      { facts: { a: { pointer: 'a.b', type: 'number' } } },
      `Invalid config at ${place}.facts.a.pointer: must be a JSON pointer`,
    ],
    [
      'a bad type',
      { facts: { a: { pointer: '', type: 'int' } } },
      `Invalid config at ${place}.facts.a.type:`,
    ],
    [
      'a typo',
      { facts: { a: { pointer: '', type: 'number', dscription: '' } } },
      `Invalid config at ${place}.facts.a: Unrecognized key: "dscription"`,
    ],
    [
      'a name that rules cannot say',
      { facts: { 'a-b': { pointer: '', type: 'number' } } },
      `Invalid config at ${place}.facts.a-b: must be a name`,
    ],
    [
      'no requests at all',
      { rateLimit: { requests: 0 } },
      `Invalid config at ${place}.rateLimit.requests:`,
    ],
    [
      'too many at a time',
      { concurrency: 1000 },
      `Invalid config at ${place}.concurrency:`,
    ],
    [
      'another meaning of 404',
      { notFound: 'ignore' },
      `Invalid config at ${place}.notFound:`,
    ],
    ['a bad predicate', { appliesTo: { kind: { $foo: 1 } } }, 'appliesTo'],
    ['a bad duration', { freshness: 'soon' }, 'freshness'],
  ])('refuses %s, and says where', (_, changes, message) => {
    expect(() => read(changes)).toThrow(message);
  });
});
