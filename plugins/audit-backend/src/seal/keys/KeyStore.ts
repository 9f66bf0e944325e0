import { ConflictError } from '@backstage/errors';
import { isPostgres } from '@daytwo/node-kit';
import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { rotationDraft, type Rotation } from '../specialRecords';
import { insertKey, listKeys, toStoredKey, type StoredKey } from './keyRows';
import { keyIdOf, readPublicKey, SealKey } from './SealKey';

/** Puts a record of the audit log about itself into the log, as it is. */
export type RecordSystem = (draft: AuditDraft) => Promise<unknown>;

/** What {@link KeyStore} works with. */
export interface KeyStoreOptions {
  knex: Knex;
  /** Private keys of the config, PEM; the last one is the one to use. None: one is generated and kept. */
  configured: readonly string[];
  record: RecordSystem;
  now?: () => number;
}

/** The record of a change is in the log so soon, or not at all. */
const LONGEST_WAY_MS = 60_000;

/**
 * Keys of the seal. One signs at a time. Another one takes over when the one
 * before it has sealed the record that says so, and never signs again.
 */
export class KeyStore {
  readonly #o: KeyStoreOptions;
  readonly #configured: readonly SealKey[];
  /** When this process last announced a change. */
  #announcedAt = 0;

  private constructor(options: KeyStoreOptions) {
    this.#o = options;
    this.#configured = options.configured.map(pem => SealKey.read(pem));
  }

  /** @throws Error where a configured key is none */
  static create(options: KeyStoreOptions): KeyStore {
    return new KeyStore(options);
  }

  /**
   * Sees to it that there is a key, and that the one of the config takes over.
   * Call it at the start.
   */
  async prepare(): Promise<void> {
    const wanted = this.#configured.at(-1);
    const keys = await this.#locked(tx => this.#firstKey(tx, wanted));
    const isNew = wanted && keys.every(({ id }) => id !== wanted.id);
    const [active, pending] = this.#inTurn(keys);
    if (isNew && !pending) {
      await this.#change(wanted);
    } else if (pending) {
      await this.#announce(active, pending);
    }
  }

  /**
   * Has another key take over, soon: when the record of it has been sealed.
   *
   * @returns the key that takes over
   * @throws ConflictError where keys are in the config, or a change is under way
   */
  async rotate(): Promise<StoredKey> {
    if (this.#configured.length > 0) {
      throw new ConflictError(
        'The keys of the seal are in the config: add another one at the end of audit.seal.keys and restart',
      );
    }
    const { active, next } = await this.#locked(tx => this.#successor(tx));
    await this.#announce(active, next);
    return next;
  }

  /**
   * Puts the record of a change in where there is none: whoever stored the key
   * could not, say. What was recorded a minute later is sealed by now, and it was
   * not there. Told twice is told once.
   *
   * @param sealedAt - up to when everything is sealed
   */
  async remind(sealedAt: number): Promise<void> {
    const [active, pending] = await this.#open(this.#o.knex);
    const since = Math.max(pending?.since ?? Infinity, this.#announcedAt);
    if (sealedAt > since + LONGEST_WAY_MS) {
      await this.#announce(active, pending);
    }
  }

  /** All keys, in the order in which they sign. */
  async list(db: Knex = this.#o.knex): Promise<StoredKey[]> {
    return (await listKeys(db)).map(toStoredKey);
  }

  /**
   * The key that signs now.
   *
   * @throws Error where it is not at hand any more
   */
  async active(db: Knex = this.#o.knex): Promise<SealKey> {
    const row = (await listKeys(db)).find(key => key.retired_at === null);
    if (!row) {
      throw new Error('There is no key to seal with; restart the backend');
    }
    const key = this.#configured.find(({ id }) => id === row.id);
    if (!key && row.private_key === null) {
      throw new Error(
        `The private key ${row.id} is needed to go on sealing: put it before the others in audit.seal.keys, until its successor has taken over`,
      );
    }
    return key ?? SealKey.read(row.private_key ?? '');
  }

  /**
   * Looks at a change before it is sealed, as who can write to the database can
   * put a record of one into it.
   *
   * @throws Error where it is none of ours
   */
  async requireOurs({ to, publicKey }: Rotation, db: Knex): Promise<void> {
    const [, pending] = await this.#open(db);
    const key = readPublicKey(publicKey);
    if (pending?.id !== to || !key || keyIdOf(key) !== to) {
      throw new Error(
        `A record says that the key ${to} takes over, which is not in audit.seal.keys, or not the next one. If it is not yours, somebody put the record into the database. Sealing stands still`,
      );
    }
  }

  /** The record of a change has been sealed by the key that leaves. Within the transaction that seals it. */
  async changeOver({ to }: Rotation, at: number, tx: Knex): Promise<void> {
    // Also what somebody put beside them.
    await tx('keys')
      .whereNull('retired_at')
      .whereNot({ id: to })
      .update({ retired_at: at });
    await tx('keys').where({ id: to }).update({ since: at });
  }

  async #firstKey(tx: Knex, wanted?: SealKey): Promise<StoredKey[]> {
    const keys = await this.list(tx);
    if (keys.length > 0) {
      return keys;
    }
    await this.#insert(wanted ?? SealKey.generate(), tx);
    return this.list(tx);
  }

  /** Of two who want another one at once, one gets it. */
  async #successor(tx: Knex): Promise<{ active: StoredKey; next: StoredKey }> {
    const [active, pending] = await this.#open(tx);
    if (pending) {
      throw new ConflictError(
        `The key ${pending.id} is about to take over already; wait until the change has been sealed`,
      );
    }
    await this.#insert(SealKey.generate(), tx);
    const [, next] = await this.#open(tx);
    return { active, next };
  }

  /** The key that signs, and the one that is to take over. */
  async #open(tx: Knex): Promise<StoredKey[]> {
    return this.#inTurn(await this.list(tx));
  }

  /** One that is in the table only cannot follow where the config has the keys. */
  #inTurn(keys: readonly StoredKey[]): StoredKey[] {
    const [active, ...others] = keys.filter(key => key.retiredAt === undefined);
    return active ? [active, ...others.filter(key => this.#isWanted(key))] : [];
  }

  #isWanted({ id }: Pick<StoredKey, 'id'>): boolean {
    const configured = this.#configured;
    return configured.length === 0 || configured.some(key => key.id === id);
  }

  async #change(to: SealKey): Promise<void> {
    const [active] = await this.#locked(async tx => {
      await this.#insert(to, tx);
      return this.#open(tx);
    });
    await this.#announce(active, to);
  }

  async #announce(from: StoredKey, to: { id: string; publicKey: string }) {
    const { id, publicKey } = to;
    const rotation = { from: from.id, to: id, publicKey };
    await this.#o.record(rotationDraft(rotation, this.#now()));
    this.#announcedAt = this.#now();
  }

  async #insert(key: SealKey, tx: Knex): Promise<void> {
    const isConfigured = this.#configured.some(({ id }) => id === key.id);
    const secret = isConfigured ? undefined : key.secret();
    const { id, publicKey } = key;
    const last = (await this.list(tx)).at(-1);
    // Also where the clock went back: keys are in the order in which they sign.
    const since = Math.max(this.#now(), (last?.since ?? 0) + 1);
    await insertKey(tx, { id, publicKey, secret, since });
  }

  #now(): number {
    return (this.#o.now ?? Date.now)();
  }

  /** One replica at a time makes keys. */
  #locked<T>(run: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.#o.knex.transaction(async tx => {
      if (isPostgres(tx)) {
        await tx.raw(
          `SELECT pg_advisory_xact_lock(hashtext('daytwo-audit-keys'))`,
        );
      }
      return run(tx);
    });
  }
}
