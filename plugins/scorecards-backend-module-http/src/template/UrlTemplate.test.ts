import type { Entity } from '@backstage/catalog-model';
import { UrlTemplate } from './UrlTemplate';

function render(template: string, annotation: unknown = 'value'): string {
  return UrlTemplate.parse(template).render({
    apiVersion: 'v1',
    kind: 'Component',
    metadata: {
      name: 'billing',
      namespace: 'default',
      annotations: { 'x.org/y': annotation },
    },
    spec: { replicas: 3, nested: { deep: true } },
  } as unknown as Entity);
}

const host = 'https://host.example.com';

describe('UrlTemplate', () => {
  it.each([
    [host, host],
    [`${host}/a`, `${host}/a`],
    [`${host}?n={{ kind }}`, `${host}?n=Component`],
    [`${host}/{{ metadata.name }}/x`, `${host}/billing/x`],
    [`${host}/{{metadata.annotations['x.org/y']}}`, `${host}/value`],
    [`${host}/{{ metadata.annotations["x.org/y"] }}`, `${host}/value`],
    [
      `${host}/{{ kind }}?n={{ spec.replicas }}&d={{ spec.nested.deep }}`,
      `${host}/Component?n=3&d=true`,
    ],
    ['http://10.0.0.1:9000/{{ kind }}', 'http://10.0.0.1:9000/Component'],
  ])('fills %p', (template, url) => {
    expect(render(template)).toBe(url);
  });

  it.each([
    ['a/b?c=d#e&f', 'a%2Fb%3Fc%3Dd%23e%26f'],
    ['../../admin', '..%2F..%2Fadmin'],
    ['@evil.example.com', '%40evil.example.com'],
    ['\\evil', '%5Cevil'],
    ['%2e%2e', '%252e%252e'],
    ['{{ metadata.name }}', '%7B%7B%20metadata.name%20%7D%7D'],
  ])('encodes the value %p', (value, encoded) => {
    const url = render(
      `${host}/x/{{ metadata.annotations['x.org/y'] }}`,
      value,
    );

    expect(url).toBe(`${host}/x/${encoded}`);
    expect(new URL(url).host).toBe('host.example.com');
    expect(new URL(url).pathname).toMatch(/^\/x\//);
  });

  it('keeps slashes where they are meant to part a path', () => {
    const template = `${host}/repos/{{ metadata.annotations['x.org/y'] | path }}/runs`;

    expect(render(template, 'acme/bil ling')).toBe(
      `${host}/repos/acme/bil%20ling/runs`,
    );
  });

  it.each(['..', '.', 'a/../../admin', './a'])(
    'refuses the value %p, which would lead elsewhere in the path',
    value => {
      const template = `${host}/x/{{ metadata.annotations['x.org/y'] | path }}/y`;

      expect(() => render(template, value)).toThrow('as a part of its path');
    },
  );

  it('refuses values that make a step together', () => {
    const template = `${host}/x/{{ metadata.annotations['x.org/y'] }}{{ metadata.annotations['x.org/y'] }}/y`;

    expect(() => render(template, '.')).toThrow('would have ".."');
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an empty text', ''],
    ['a list', ['a']],
  ])('names the value where the entity has %s', (_, value) => {
    const template = `${host}/{{ metadata.annotations['x.org/y'] }}`;

    expect(() => render(template, value ?? null)).toThrow(
      "the entity has no metadata.annotations['x.org/y']",
    );
  });

  it.each([
    '{{ metadata.name }}',
    'https://{{ metadata.name }}/x',
    'https://{{ metadata.name }}.example.com/x',
    'https://host.example.com{{ metadata.name }}',
    'https://host.example.com:{{ spec.port }}/',
    'https://user:secret@host.example.com/x',
    'file:///etc/passwd',
    'host.example.com/x',
    'https://',
    'https://host.example.com#{{ kind }}',
  ])('refuses the address %p', template => {
    expect(() => UrlTemplate.parse(template)).toThrow(
      'the address must begin with http:// or https:// and a host',
    );
  });

  it.each([
    '{{ name }}',
    '{{ metadata }',
    '{{ metadata.name | upper }}',
    '{{ metadata.name | path | path }}',
    '{{ constructor.name }}',
    '{{ metadata[name] }}',
    '{{ metadata.name.}}',
    '{{ }}',
    'metadata.name }}',
  ])('refuses the placeholder %p', placeholder => {
    expect(() => UrlTemplate.parse(`${host}/${placeholder}`)).toThrow(
      'placeholder',
    );
  });

  it('reads own values only', () => {
    expect(() => render(`${host}/{{ metadata.constructor.name }}`)).toThrow(
      'the entity has no metadata.constructor.name',
    );
  });
});
