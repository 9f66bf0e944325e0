import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { performance } from 'perf_hooks';
import { Sanitiser } from './Sanitiser';

const sanitiser = Sanitiser.create({ maxBytes: 32 * 1024 });

const clean = (meta: unknown) => sanitiser.sanitise({ meta }).value.meta;

describe('Sanitiser', () => {
  it('leaves alone what is harmless', () => {
    const meta = {
      queryType: 'by-name',
      entityRef: 'component:default/billing',
      toolCount: 3,
      tokenCount: 17,
      maxTokens: 4096,
      secretsProvided: true,
      nothing: null,
      list: [1, 'two', { three: 3 }],
    };
    const { value, redacted, truncated } = sanitiser.sanitise({ meta });
    expect(value).toEqual({ meta });
    expect([redacted, truncated]).toEqual([undefined, undefined]);
  });

  it('takes out what is under the key of a secret, and says where', () => {
    const { value, redacted } = sanitiser.sanitise({
      meta: {
        githubToken: 'abc',
        nested: [{ 'api-key': { deep: 1 }, Authorization: 'x', password: 12 }],
        'a/b~c': { client_secret: 'x' },
        cookie: '',
      },
    });
    const gone = '[redacted]';
    expect(value.meta).toEqual({
      githubToken: gone,
      nested: [{ 'api-key': gone, Authorization: gone, password: gone }],
      'a/b~c': { client_secret: gone },
      cookie: '',
    });
    expect(redacted?.sort()).toEqual([
      '/meta/a~1b~0c/client_secret',
      '/meta/githubToken',
      '/meta/nested/0/Authorization',
      '/meta/nested/0/api-key',
      '/meta/nested/0/password',
    ]);
  });

  const hash = 'a1B2c3D4e5F6a7B8c9D0a1B2c3D4e5F6a7B8';
  it.each([
    [`got ghp_${hash} back`, 'got [redacted] back'],
    [`github_pat_${hash}`, '[redacted]'],
    [`"glpat-${hash}"`, '"[redacted]"'],
    ['xoxb-123456789012-abcdef', '[redacted]'],
    ['id AKIAIOSFODNN7EXAMPLE!', 'id [redacted]!'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl', '[redacted]'],
    ['cut: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0', 'cut: [redacted]'],
    [
      'Authorization: Bearer abcdefghijklmnop',
      'Authorization: Bearer [redacted]',
    ],
    [
      'https://ada:hunter2@git.example.com/x',
      'https://ada:[redacted]@git.example.com/x',
    ],
    [
      '/api/x?a=1&access_token=abc&b=2',
      '/api/x?a=1&access_token=[redacted]&b=2',
    ],
    [
      'failed: password=hunter2, user=ada',
      'failed: password=[redacted], user=ada',
    ],
    [
      'a -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- b',
      'a [redacted] b',
    ],
    ['-----BEGIN PRIVATE KEY-----\nMIIE', '[redacted]'],
    [
      'https://0123456789abcdef0123456789abcdef@git.example.com/x',
      'https://[redacted]@git.example.com/x',
    ],
    ['ssh://git@git.example.com/x', 'ssh://git@git.example.com/x'],
    [
      'answered {"user":"ada","password" : "hun\\"ter2","n":1}',
      'answered {"user":"ada","password" : "[redacted]","n":1}',
    ],
    [
      '{"body":"{\\"apiKey\\":\\"abc\\",\\"n\\":1}"}',
      '{"body":"{\\"apiKey\\":\\"[redacted]\\",\\"n\\":1}"}',
    ],
    ["{ token: 'abc', n: 1 }", "{ token: '[redacted]', n: 1 }"],
    [
      'password: hunter2\nx-api-key: 0a1b2c\nuser: ada',
      'password: [redacted]\nx-api-key: [redacted]\nuser: ada',
    ],
    ['bad token: expected a string', 'bad token: expected a string'],
    ['secret:default/one-of-many', 'secret:default/one-of-many'],
    ['-----BEGIN CERTIFICATE-----\nMIIE', '-----BEGIN CERTIFICATE-----\nMIIE'],
    [
      'component:default/a-very-long-name-of-a-service',
      'component:default/a-very-long-name-of-a-service',
    ],
  ])('takes secrets out of the text %j', (text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  it('takes out what config says: keys, patterns, and its own secrets', () => {
    const data = {
      audit: { redact: { keys: ['iban'], patterns: ['DE\\d{20}'] } },
      integrations: { github: [{ token: 'Sup3r-secret-value/=' }] },
      backend: { auth: { keys: [{ secret: 'development' }] } },
    };
    const configured = Sanitiser.fromConfig(
      mockServices.rootConfig({ data }),
      32_768,
    );
    const { value } = configured.sanitise({
      meta: {
        IBAN: 'x',
        note: 'to DE89370400440532013000',
        error: 'refused Sup3r-secret-value/= in development',
        url: '/x?q=Sup3r-secret-value%2F%3D',
        header: `key ${btoa('Sup3r-secret-value/=')}`,
        [`of ${'x'.repeat(120)} Sup3r-secret-value/=`]: 1,
      },
    });
    expect(value.meta).toEqual({
      IBAN: '[redacted]',
      note: 'to [redacted]',
      error: 'refused [redacted] in development',
      url: '/x?q=[redacted]',
      header: 'key [redacted]=',
      [`of ${'x'.repeat(120)} [red`]: 1,
    });
  });

  it('refuses a pattern that is not valid, when it is configured', () => {
    expect(() => Sanitiser.create({ maxBytes: 1, patterns: ['('] })).toThrow(
      /missing closing \)/,
    );
  });

  it('makes JSON of what is not', () => {
    const cyclic: Record<string, unknown> = { name: 'a' };
    cyclic.self = cyclic;
    expect(
      clean({
        cyclic,
        big: 12345678901234567890n,
        date: new Date('2026-11-24T10:00:00Z'),
        never: new Date(Number.NaN),
        fn: () => 1,
        none: undefined,
        nan: Number.NaN,
        list: [undefined, () => 1],
        map: new Map([['a', 1]]),
        set: new Set([1]),
        bytes: Buffer.from('abc'),
        error: new NotFoundError('not there', new Error('inner')),
        get trap(): string {
          throw new Error('no');
        },
        json: { toJSON: () => 'told' },
        broken: {
          toJSON() {
            throw new Error('no');
          },
        },
      }),
    ).toEqual({
      cyclic: { name: 'a', self: '[circular]' },
      big: '12345678901234567890',
      date: '2026-11-24T10:00:00.000Z',
      never: 'Invalid Date',
      nan: 'NaN',
      list: [null, null],
      map: { a: 1 },
      set: [1],
      bytes: '[3 bytes]',
      error: {
        name: 'NotFoundError',
        message: expect.stringMatching(/^not there/),
        cause: { name: 'Error', message: 'inner' },
      },
      trap: '[unreadable]',
      json: 'told',
      broken: '[unreadable]',
    });
  });

  it('replaces NUL and lone surrogates, in keys too', () => {
    expect(clean({ 'k\0': 'a\0b\ud800c\udc00d', emoji: '😀' })).toEqual({
      'k\ufffd': 'a\ufffdb\ufffdc\ufffdd',
      emoji: '😀',
    });
  });

  it('keeps a key named __proto__ as a key', () => {
    const meta = JSON.parse('{"__proto__": {"admin": true}}');
    const { value } = sanitiser.sanitise({ meta });
    expect(JSON.stringify(value)).toBe('{"meta":{"__proto__":{"admin":true}}}');
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  it('cuts the largest values and keeps the small ones', () => {
    const { value, truncated } = sanitiser.sanitise({
      meta: {
        huge: 'x'.repeat(1_000_000),
        rows: Array.from({ length: 5000 }, (_, i) => ({
          i,
          text: 'y'.repeat(50),
        })),
        taskId: 'task-1',
        deep: { entityRef: 'component:default/billing' },
      },
    });
    expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThanOrEqual(
      32_768,
    );
    expect(value.meta).toMatchObject({
      huge: expect.stringMatching(/^x{10000,}…$/),
      taskId: 'task-1',
      deep: { entityRef: 'component:default/billing' },
    });
    expect(truncated).toEqual(
      expect.arrayContaining(['/meta/huge', '/meta/rows']),
    );
  });

  it.each([
    ['emoji', '😀'.repeat(40_000)],
    ['control characters', '\u0001'.repeat(40_000)],
    [
      'many keys',
      Object.fromEntries(
        Array.from({ length: 3000 }, (_, i) => [`key-${i}`.repeat(20), i]),
      ),
    ],
    [
      'many numbers',
      Array.from({ length: 400 }, () =>
        Array.from({ length: 400 }, () => 0.123456789),
      ),
    ],
    [
      'depth',
      Array.from({ length: 10_000 }).reduce<unknown>(
        inner => ({ inner }),
        'end',
      ),
    ],
  ])('keeps %s below the limit', (_, meta) => {
    const { value } = sanitiser.sanitise({ meta });
    expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThanOrEqual(
      32_768,
    );
    expect(JSON.stringify(value)).toMatch(/…|\[cut\]|more/);
  });

  it('takes little time for 5 MB that are cyclic, and for text made to be slow', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({
      i,
      text: `${'z'.repeat(200)} token=abc`,
      self: undefined as unknown,
    }));
    rows.forEach(row => (row.self = rows));
    const slow = [
      'eyJ-'.repeat(5000),
      '://a:'.repeat(4000),
      'a='.repeat(10_000),
      `${'a'.repeat(100_000)} =`,
      '-----BEGIN '.repeat(2000),
      '-'.repeat(20_000),
      'Bearer '.repeat(3000),
      'ghp_'.repeat(5000),
      'token:'.repeat(5000),
      ': '.repeat(10_000),
      '"token":"'.repeat(2000),
      'https://'.repeat(2500),
    ];
    sanitiser.sanitise({ meta: { rows } });
    const begun = performance.now();
    const meta = { rows, text: 'w'.repeat(5_000_000), slow };
    const { value } = sanitiser.sanitise({ meta });
    expect(performance.now() - begun).toBeLessThan(200);
    expect(JSON.stringify(value).length).toBeLessThanOrEqual(32_768);
  });
});
