import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { Template } from './Template';

/** Scheme and host, ended, so that no value can become a part of them. */
const fixedOrigin = /^https?:\/\/[^/?#\s@\\]+[/?]/i;

/**
 * Address with placeholders. Whatever an entity says, it stays on the same host
 * and cannot leave the place in the path where it is put.
 */
export class UrlTemplate {
  readonly #template: Template;

  private constructor(template: Template) {
    this.#template = template;
  }

  /** @throws InputError saying what is wrong with the text */
  static parse(text: string): UrlTemplate {
    const template = Template.parse(text);
    const start = template.isLiteral ? `${template.prefix}/` : template.prefix;
    if (!fixedOrigin.test(start)) {
      throw new InputError(
        'the address must begin with http:// or https:// and a host without placeholders, user or password, such as https://sonar.example.com/api/{{ metadata.name }}; secrets belong into headers',
      );
    }
    return new UrlTemplate(template);
  }

  /** @throws Error where the entity lacks a value, or its value is no part of a path */
  render(entity: Entity): string {
    const text = this.#template.render(entity, encodeURIComponent);
    // An URL parser would take these as steps in the path, whoever wrote them.
    const [path] = text.split(/[?#]/, 1);
    const escaping = path
      .split('/')
      .find(part => /^(\.|%2e){1,2}$/i.test(part));
    if (escaping !== undefined) {
      throw new Error(
        `the address would have "${escaping}" as a part of its path; a value of the entity is not fit for it`,
      );
    }
    return text;
  }
}
