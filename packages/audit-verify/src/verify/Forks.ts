import type { Problem } from './Problems';

/** Compares several exports: a number may stand for one block only. */
export class Forks {
  readonly #hashes = new Map<number, string>();
  readonly problems: Problem[] = [];

  add(block: number, hash: string): void {
    const known = this.#hashes.get(block);
    this.#hashes.set(block, known ?? hash);
    if (known !== undefined && known !== hash) {
      const message =
        'two exports have different blocks of this number: the chain is forked';
      this.problems.push({ block, message });
    }
  }
}
