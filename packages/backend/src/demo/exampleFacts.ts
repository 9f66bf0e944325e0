import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const fileSchema = z.array(
  z.strictObject({
    source: z.string(),
    entityRef: z.string(),
    /** So that what is fresh or stale today is that tomorrow as well. */
    observedHoursAgo: z.number().nonnegative().default(0),
    fact: z.record(z.string(), z.unknown()),
  }),
);

/** A fact as the push API takes it. */
export interface ReportedFact {
  entityRef: string;
  fact: Record<string, unknown>;
  observedAt: string;
}

/** The example facts of each source. */
export type ExampleFacts = Map<string, ReportedFact[]>;

const HOUR_MS = 3_600_000;

/** Reads all YAML files of a folder, and dates their facts back from `now`. */
export async function readExampleFacts(
  folder: string,
  now: Date,
): Promise<ExampleFacts> {
  const files = (await readdir(folder)).filter(name => /\.ya?ml$/.test(name));
  const facts: ExampleFacts = new Map();
  for (const file of files.sort()) {
    for (const entry of await readFactsFile(join(folder, file))) {
      const observed = now.getTime() - entry.observedHoursAgo * HOUR_MS;
      const observedAt = new Date(observed).toISOString();
      const { source, entityRef, fact } = entry;
      const ofSource = facts.get(source) ?? [];
      facts.set(source, [...ofSource, { entityRef, fact, observedAt }]);
    }
  }
  return facts;
}

async function readFactsFile(path: string) {
  const parsed = fileSchema.safeParse(parse(await readFile(path, 'utf8')));
  if (!parsed.success) {
    throw new Error(`${path} is invalid: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}
