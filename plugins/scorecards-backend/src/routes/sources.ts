import { factReadPermission } from '@daytwo/backstage-plugin-scorecards-common';
import type { ReaderService } from '../permissions';
import type { Reading } from '../reading';
import type { Operations } from './operations';

/** Sources of facts. */
export function sourceOperations(
  reading: Reading,
  readers: ReaderService,
): Pick<Operations, 'listSources'> {
  return {
    listSources: async ({ credentials }) => {
      await readers.demand(factReadPermission, credentials);
      const entities = await readers.entitiesFor(credentials);
      return reading.sources.list(entities);
    },
  };
}
