export {
  createCatalog,
  type CatalogOptions,
  type GeneratedCatalog,
} from './catalog';
export {
  createChecks,
  createProbe,
  expectedState,
  type ChecksOptions,
  type GeneratedCheck,
} from './checks';
export {
  changeFact,
  factOf,
  factsOf,
  type FactsBySource,
  type FactsOptions,
} from './facts';
export { Random } from './Random';
export { createScorecard, type ScorecardOptions } from './scorecards';
export { schemaOf, sources, type FieldSpec, type SourceSpec } from './sources';
export type { Structure } from './structure';
export type { FactComparison, Subject, Term } from './terms';
