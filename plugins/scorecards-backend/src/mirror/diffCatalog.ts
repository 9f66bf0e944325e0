/** An entity as the mirror has it. */
export interface KnownEntity {
  id: number;
  ref: string;
  etag: string | undefined;
  missing: boolean;
}

/** What has to be done to bring the mirror in line. */
export interface CatalogDiff {
  /** Refs that are new or differ. */
  fetch: string[];
  /** Of these, the ones that are new. */
  appeared: string[];
  /** Absent now and before. */
  confirmed: KnownEntity[];
  /** Absent for the first time. */
  missing: KnownEntity[];
  /** Absent before, and back without a change. */
  returned: KnownEntity[];
}

/**
 * Compares a complete listing with the mirror.
 *
 * @param seen - etags by ref
 */
export function diffCatalog(
  seen: ReadonlyMap<string, string>,
  known: readonly KnownEntity[],
): CatalogDiff {
  const byRef = new Map(known.map(entity => [entity.ref, entity]));
  const appeared = [...seen.keys()].filter(ref => !byRef.has(ref));
  const changed = known.filter(
    ({ ref, etag }) => seen.has(ref) && (etag ?? '') !== seen.get(ref),
  );
  const absent = known.filter(({ ref }) => !seen.has(ref));
  return {
    fetch: [...appeared, ...changed.map(({ ref }) => ref)],
    appeared,
    confirmed: absent.filter(({ missing }) => missing),
    missing: absent.filter(({ missing }) => !missing),
    returned: known.filter(({ ref, missing }) => missing && seen.has(ref)),
  };
}
