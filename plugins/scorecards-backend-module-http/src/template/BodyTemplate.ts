import type { Entity } from '@backstage/catalog-model';
import type { JsonValue } from '@backstage/types';
import { Template, type Encoder } from './Template';

const asIs: Encoder = value => value;
const withinJsonText: Encoder = value => JSON.stringify(value).slice(1, -1);

/**
 * JSON with placeholders in its texts, or a text of JSON. Values cannot change
 * its shape.
 */
export class BodyTemplate {
  readonly #render: (entity: Entity) => string;

  private constructor(render: (entity: Entity) => string) {
    this.#render = render;
  }

  /** @throws InputError naming a placeholder that cannot be understood */
  static parse(body: JsonValue): BodyTemplate {
    if (typeof body === 'string') {
      const text = Template.parse(body);
      return new BodyTemplate(entity => text.render(entity, withinJsonText));
    }
    const fill = compile(body);
    return new BodyTemplate(entity => JSON.stringify(fill(entity)));
  }

  /** @throws Error naming the value that the entity lacks */
  render(entity: Entity): string {
    return this.#render(entity);
  }
}

function compile(value: JsonValue | undefined): (entity: Entity) => unknown {
  if (typeof value === 'string') {
    const template = Template.parse(value);
    return entity => template.render(entity, asIs);
  }
  if (Array.isArray(value)) {
    const items = value.map(compile);
    return entity => items.map(item => item(entity));
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(
      ([name, field]) => [name, compile(field)] as const,
    );
    return entity =>
      Object.fromEntries(fields.map(([name, fill]) => [name, fill(entity)]));
  }
  return () => value;
}
