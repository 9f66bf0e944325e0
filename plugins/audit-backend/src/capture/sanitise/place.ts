/** Where a value is in what is copied. */
export interface Place {
  parent?: Place;
  key: string;
}

/** JSON pointer of a place, RFC 6901. */
export function pointerTo(place: Place | undefined): string {
  let pointer = '';
  for (let at = place; at?.parent; at = at.parent) {
    pointer = `/${at.key
      .replaceAll('~', '~0')
      .replaceAll('/', '~1')}${pointer}`;
  }
  return pointer;
}

const MOST = 50;

/** A list of places that stays small, and has each only once. */
export class Places {
  readonly #pointers = new Set<string>();

  add(place: Place): void {
    if (this.#pointers.size < MOST) {
      this.#pointers.add(pointerTo(place));
    }
  }

  /** Undefined where there are none. */
  toList(): string[] | undefined {
    return this.#pointers.size > 0 ? [...this.#pointers] : undefined;
  }
}
