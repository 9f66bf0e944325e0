import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { FactSource } from './source';

/**
 * Where modules bring their sources of facts.
 *
 * @public
 */
export interface ScorecardsFactsExtensionPoint {
  /**
   * Adds a source.
   *
   * @throws ConflictError where its id is taken
   */
  addSource(source: FactSource): void;
}

/**
 * Extension point of the `scorecards` plugin for sources of facts.
 *
 * @example
 * ```ts
 * export default createBackendModule({
 *   pluginId: 'scorecards',
 *   moduleId: 'sonarqube',
 *   register(reg) {
 *     reg.registerInit({
 *       deps: { facts: scorecardsFactsExtensionPoint },
 *       async init({ facts }) {
 *         facts.addSource(sonarqubeSource);
 *       },
 *     });
 *   },
 * });
 * ```
 *
 * @public
 */
export const scorecardsFactsExtensionPoint =
  createExtensionPoint<ScorecardsFactsExtensionPoint>({
    id: 'scorecards.facts',
  });
