import type { Reading } from '../reading';
import { toCsv } from '../reading/entities/csv';
import type { Operations } from './operations';

/** Entities of a scorecard, as a list and as a file. */
export function entityRowsOperations({
  access,
  rows,
}: Reading): Pick<Operations, 'listEntities' | 'exportEntities'> {
  return {
    listEntities: async ({ params, query, credentials }) =>
      rows.page(await access.verdicts(params, credentials), query),
    exportEntities: async ({ params, query, credentials }) => {
      const found = await access.verdicts(params, credentials);
      return {
        filename: `${params.name}.csv`,
        type: 'text/csv',
        content: toCsv(
          await rows.all(found, query),
          found.scorecard.running?.definition,
        ),
      };
    },
  };
}
