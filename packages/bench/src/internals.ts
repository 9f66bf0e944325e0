/*
 * What is measured. The backend does not export its parts, for they are nobody
 * else's business; measuring them is the one exception, and this file the one
 * place that knows where they are.
 */
/* eslint-disable @backstage/no-relative-monorepo-imports */
export { dirtyPriority } from '../../../plugins/scorecards-backend/src/database/dirty/markDirty';
export { FactStore } from '../../../plugins/scorecards-backend/src/database/facts/FactStore';
export type { FactWrite } from '../../../plugins/scorecards-backend/src/database/facts/types';
export { migrations } from '../../../plugins/scorecards-backend/src/database/migrations';
export { keepDay } from '../../../plugins/scorecards-backend/src/database/rollups/makeRollups';
export {
  createEngine,
  type Engine,
} from '../../../plugins/scorecards-backend/src/engine/createEngine';
export { CatalogFacts } from '../../../plugins/scorecards-backend/src/mirror/CatalogFacts';
export { MirrorWriter } from '../../../plugins/scorecards-backend/src/mirror/MirrorWriter';
export { createRegistry } from '../../../plugins/scorecards-backend/src/sources/createRegistry';
