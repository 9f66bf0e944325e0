/** A map that forgets what was set first, so that it stays small. */
export class Recent<T> {
  readonly #most: number;
  readonly #values = new Map<string, T>();

  private constructor(most: number) {
    this.#most = most;
  }

  static create<T>(most = 10_000): Recent<T> {
    return new Recent(most);
  }

  get(key: string): T | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: T): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.#most) {
      const [first] = this.#values.keys();
      this.#values.delete(first);
    }
  }

  take(key: string): T | undefined {
    const value = this.#values.get(key);
    this.#values.delete(key);
    return value;
  }

  values(): T[] {
    return [...this.#values.values()];
  }
}
