import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type { JsonObject } from './scorecard';

/** Folder of the example company. */
export const examplesFolder = resolve(__dirname, '../../../../examples');

/** A source as `scorecards-sources.yaml` configures it. */
export interface ExampleSource {
  id: string;
  title: string;
  description: string;
  freshness: { days: number };
  appliesTo: Record<string, string>;
  schema: JsonObject & { properties: Record<string, JsonObject> };
}

/** One item of the files in `facts/`. */
export interface ExampleFact {
  source: string;
  entityRef: string;
  observedHoursAgo: number;
  fact: JsonObject;
}

function text(file: string): string {
  return readFileSync(join(examplesFolder, file), 'utf8');
}

/** Entities of one file, in order. */
export function readEntities(file: string): Entity[] {
  return parseAllDocuments(text(file)).map(document => {
    expect({ file, errors: document.errors }).toEqual({ file, errors: [] });
    return document.toJS();
  });
}

/** Files that `all.yaml` lists, relative to the folder. */
export function listedFiles(): string[] {
  const [location] = readEntities('all.yaml');
  return location.spec?.targets as string[];
}

/** All entities of the example company, by ref. */
export function readCompany(): Map<string, Entity> {
  const entities = listedFiles().flatMap(readEntities);
  const byRef = new Map(entities.map(e => [stringifyEntityRef(e), e]));
  expect(byRef.size).toBe(entities.length);
  return byRef;
}

/** Names of the files in a folder of the examples. */
export function filesIn(folder: string): string[] {
  return readdirSync(join(examplesFolder, folder))
    .filter(file => file.endsWith('.yaml'))
    .map(file => `${folder}/${file}`);
}

export function readSources(): ExampleSource[] {
  return parse(text('scorecards-sources.yaml')).scorecards.push.sources;
}

/** Ids of the sources that are asked over HTTP. */
export function readHttpSourceIds(): string[] {
  const { sources } = parse(text('scorecards-sources.yaml')).scorecards.http;
  return sources.map((source: { id: string }) => source.id);
}

export function readFacts(): ExampleFact[] {
  return filesIn('facts').flatMap(file => parse(text(file)));
}
