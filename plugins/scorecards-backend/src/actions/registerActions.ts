import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { Operations } from '../routes/operations';
import { addExplainVerdict } from './explainVerdict';
import { addListScorecards } from './listScorecards';
import { addRefreshEntity } from './refreshEntity';
import { addWhatToFixNext } from './whatToFixNext';

/**
 * Offers the questions that people ask of scorecards to MCP clients, templates
 * and the command line. Actions run with the rights of the caller.
 */
export function registerActions(
  registry: ActionsRegistryService,
  operations: Operations,
): void {
  addListScorecards(registry, operations);
  addExplainVerdict(registry, operations);
  addWhatToFixNext(registry, operations);
  addRefreshEntity(registry, operations);
}
