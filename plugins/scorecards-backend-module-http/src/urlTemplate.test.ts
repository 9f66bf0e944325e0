import type { Entity } from '@backstage/catalog-model';
import { encodeJson, encodeSegment, parseTemplate } from './urlTemplate';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    annotations: { 'a.b/key': '../admin?x=1', dots: '..' },
  },
};

function url(template: string): string {
  return parseTemplate(template)(entity, encodeSegment);
}

describe('parseTemplate', () => {
  it('fills in fields of the entity', () => {
    expect(url('https://h/{{ metadata.name }}/{{kind}}')).toBe(
      'https://h/shop/Component',
    );
  });

  it('never lets a value leave its segment', () => {
    expect(url(`https://h/p/{{ metadata.annotations['a.b/key'] }}`)).toBe(
      'https://h/p/..%2Fadmin%3Fx%3D1',
    );
    expect(url('https://h/p/{{ metadata.annotations.dots }}')).toBe(
      'https://h/p/%2E%2E',
    );
  });

  it('encodes values in a JSON body', () => {
    const body = parseTemplate(`{"q":"{{ metadata.annotations['quote'] }}"}`);
    const quoted = {
      ...entity,
      metadata: { name: 'a', annotations: { quote: '"}' } },
    };

    expect(JSON.parse(body(quoted, encodeJson))).toEqual({ q: '"}' });
  });

  it('refuses what it cannot read, with the place', () => {
    expect(() => parseTemplate('https://h/{{ a..b }}')).toThrow(
      '"{{ a..b }}" cannot be read at character 2',
    );
    expect(() => parseTemplate('https://h/{{ }}')).toThrow('names no field');
  });

  it('names the field that an entity lacks', () => {
    expect(() => url('https://h/{{ spec.owner }}')).toThrow(
      'The entity has no spec.owner',
    );
    expect(() => url('https://h/{{ constructor.name }}')).toThrow(
      'The entity has no constructor.name',
    );
  });
});
