import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { parsePath, readPath } from './path';

/** How a value gets into the text around it. */
export type Encoder = (value: string) => string;

/** Literal text, or a value of the entity. */
type Part =
  | string
  | { expression: string; path: string[]; keepsSlashes: boolean };

const placeholder = /\{\{([^{}]*)\}\}/g;

/**
 * Text with places for values of an entity: `{{ metadata.name }}`,
 * `{{ metadata.annotations['sonarqube.org/project-key'] }}`. With
 * `{{ ... | path }}`, slashes in the value separate parts of a path. There is
 * nothing else: no conditions, no functions.
 */
export class Template {
  readonly #parts: readonly Part[];

  private constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  /** @throws InputError naming what cannot be understood */
  static parse(text: string): Template {
    const parts: Part[] = [];
    let end = 0;
    for (const match of text.matchAll(placeholder)) {
      parts.push(literal(text.slice(end, match.index)), parseField(match[1]));
      end = match.index + match[0].length;
    }
    parts.push(literal(text.slice(end)));
    return new Template(parts);
  }

  /** The text up to the first placeholder. */
  get prefix(): string {
    const [first] = this.#parts;
    return typeof first === 'string' ? first : '';
  }

  /** Whether it is the same text for all entities. */
  get isLiteral(): boolean {
    return this.#parts.every(part => typeof part === 'string');
  }

  /** @throws Error naming the value that the entity lacks */
  render(entity: Entity, encode: Encoder): string {
    return this.#parts
      .map(part =>
        typeof part === 'string' ? part : fill(part, entity, encode),
      )
      .join('');
  }
}

function literal(text: string): string {
  if (text.includes('{{') || text.includes('}}')) {
    throw new InputError(
      `"${text}" has a brace pair without its partner; placeholders look like {{ metadata.name }}`,
    );
  }
  return text;
}

function parseField(inside: string): Exclude<Part, string> {
  const [expression, filter, ...rest] = splitFilter(inside);
  const path = parsePath(expression);
  if (!path || rest.length > 0 || (filter ?? 'path') !== 'path') {
    throw new InputError(
      `{{${inside}}} is not a placeholder; they look like {{ metadata.name }}, {{ metadata.annotations['x/y'] }} or {{ spec.system | path }}`,
    );
  }
  return { expression, path, keepsSlashes: filter === 'path' };
}

/** A bar within quotes is part of a key. */
function splitFilter(inside: string): string[] {
  const parts = inside.match(/(?:'[^']*'|"[^"]*"|[^|'"])+/g) ?? [''];
  return parts.map(part => part.trim());
}

function fill(
  { expression, path, keepsSlashes }: Exclude<Part, string>,
  entity: Entity,
  encode: Encoder,
): string {
  const value = readPath(entity, path);
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
  if (!isPlain || value === '') {
    throw new Error(`the entity has no ${expression}`);
  }
  const text = String(value);
  return keepsSlashes ? text.split('/').map(encode).join('/') : encode(text);
}
