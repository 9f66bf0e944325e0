import { createDraft } from '../../generator/audit';
import { insertSqlite, Names, prepareRecord } from '../../auditInternals';
import type { FillOptions } from './fillAudit';
import { instantIn, type Span } from './Timeline';

const AT_ONCE = 500;

/** Each record through the log's own builder; those of a batch share their instant, as they do in use. */
export async function fillOneByOne(
  { knex, seed, progress }: FillOptions,
  spans: readonly Span[],
): Promise<void> {
  const names = Names.create(knex);
  for (const span of spans) {
    for (let offset = 0; offset < span.count; offset += AT_ONCE) {
      const at = instantIn(span, offset);
      const firstSeq = span.firstSeq + offset;
      const length = Math.min(AT_ONCE, span.count - offset);
      const drafts = Array.from({ length }, (_, n) =>
        createDraft({ seed, index: firstSeq + n, share: span.share, at }),
      );
      await names.learn(drafts, at);
      const prepared = drafts.map(draft => prepareRecord(draft, names));
      await knex.transaction(tx =>
        insertSqlite(tx, { firstSeq, at }, prepared),
      );
    }
    progress(`${span.firstSeq + span.count - 1} records`);
  }
}
