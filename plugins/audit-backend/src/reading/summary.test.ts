import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { draft } from '../__testUtils__/drafts';
import { summaryOf } from './summary';

const record = (fields: Parameters<typeof draft>[1]): AuditRecord => ({
  ...draft('a', fields),
  v: 1,
  seq: 1,
  at: '2026-11-24T10:00:00.000Z',
});

describe('summaryOf', () => {
  it.each([
    [
      'the error',
      {
        error: { name: 'E', message: 'No\n such  thing' },
        meta: { name: 'x' },
      },
      'No such thing',
    ],
    [
      'the best field of meta',
      { meta: { taskId: '1', templateRef: 'template:default/new' } },
      'template:default/new',
    ],
    [
      'an entity',
      { meta: { other: 'x', name: 7 }, entities: ['component:default/shop'] },
      'component:default/shop',
    ],
    ['nothing', {}, undefined],
  ])('is %s', (_, fields, summary) => {
    expect(summaryOf(record(fields))).toBe(summary);
  });

  it('is short', () => {
    const text = summaryOf(record({ meta: { query: 'x'.repeat(500) } }));
    expect(text).toHaveLength(120);
    expect(text).toMatch(/…$/);
  });
});
