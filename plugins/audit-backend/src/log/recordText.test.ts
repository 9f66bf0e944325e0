import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import {
  auditOutcomes,
  auditSeverities,
  auditSources,
} from '@daytwo/backstage-plugin-audit-common';
import { draft } from '../__testUtils__/drafts';
import { eventName } from './facets';
import { recordText, storedText, textDigest } from './recordText';
import { StoredFacet } from './StoredFacet';

const AT = Date.parse('2026-11-24T10:00:01.234Z');

function stored(given: AuditDraft) {
  return {
    seq: 7,
    at: AT,
    event: eventName(given),
    outcome: auditOutcomes.indexOf(given.outcome),
    severity: auditSeverities.indexOf(given.severity),
    source: auditSources.indexOf(given.source),
    noise: given.noise === true,
    ...storedText(given),
  };
}

const textOf = ({
  seq,
  at,
  body,
  digest,
  ...facet
}: ReturnType<typeof stored>) =>
  recordText({ seq, at, body }, StoredFacet.create(facet));

const same = 'a1b2c3';
const drafts: Array<[string, Partial<AuditDraft>, 'short' | 'whole']> = [
  ['as they come', {}, 'short'],
  ['with its own id as correlation', { correlationId: 'a' }, 'short'],
  ['without an action', { action: undefined }, 'short'],
  ['with an empty action', { action: '' }, 'short'],
  [
    'with dots in names',
    { plugin: 'a.b', event: 'c.d', action: 'e.f' },
    'short',
  ],
  [
    'with quotes in names',
    { plugin: '"\\', event: '\n', action: '☃😀' },
    'short',
  ],
  ['of noise', { noise: true, outcome: 'denied', source: 'client' }, 'short'],
  ['without a duration', { durationMs: undefined }, 'short'],
  [
    'with all fields',
    {
      request: { method: 'GET', url: '/x' },
      entities: ['component:default/a'],
      meta: { text: '7,12,3;"id":"b"' },
      change: { before: 1, after: null },
      error: { name: 'E', message: ';' },
      redacted: ['/meta/x'],
      truncated: ['/meta/y'],
    },
    'short',
  ],
  [
    'with a value that looks like the start',
    {
      event: ',"startedAt":"2026-11-24T10:00:00.000Z"',
      meta: { ',"startedAt":"': ',"startedAt":"2026-11-24T10:00:00.000Z"' },
    },
    'short',
  ],
  ['with a NUL in a name', { plugin: 'a\0b' }, 'whole'],
  ['with half a character in a name', { event: '\ud800' }, 'whole'],
  ['with a name that is too long', { action: 'x'.repeat(600) }, 'whole'],
  ['with a quote in the id', { id: 'a"b' }, 'whole'],
  ['with a backslash in the correlation', { correlationId: '\\' }, 'whole'],
  [
    'with another form of the start',
    { startedAt: '2026-11-24T10:00:00Z' },
    'whole',
  ],
  ['before the epoch', { startedAt: '1969-01-01T00:00:00.000Z' }, 'whole'],
  ['with an id that looks stored', { id: `1,2,3;"id":"${same}"` }, 'whole'],
];

describe('recordText', () => {
  it.each(drafts)('is exact for records %s', (_, fields, form) => {
    const given = draft('a', fields);
    const row = stored(given);

    const record = JSON.parse(textOf(row));

    const at = '2026-11-24T10:00:01.234Z';
    expect(record).toEqual(
      JSON.parse(JSON.stringify({ v: 1, seq: 7, at, ...given })),
    );
    expect(textOf(row)).toBe(JSON.stringify(record));
    const head = `{"v":1,"seq":7,"at":"${at}",`;
    expect(textOf(row).startsWith(head)).toBe(true);
    expect(textDigest(textOf(row).slice(head.length))).toBe(row.digest);
    expect(/^\d/.test(row.body) ? 'short' : 'whole').toBe(form);
  });

  it('has its fields in one order, and no others', () => {
    const { writer, id, ...rest } = draft('a', { noise: true });
    const shuffled = { writer, ...rest, id, at: 'never', seq: 9, other: 1 };
    expect(Object.keys(JSON.parse(textOf(stored(shuffled))))).toEqual([
      ...['v', 'seq', 'at', 'id', 'correlationId', 'plugin', 'event', 'action'],
      ...['severity', 'outcome', 'source', 'noise', 'startedAt', 'durationMs'],
      ...['actors', 'writer'],
    ]);
  });

  it('is another one when a column or what is stored is edited', () => {
    const row = stored(draft('a'));
    const text = textOf(row);
    const edits = [
      { seq: 8 },
      { at: AT + 1 },
      { at: 1e300 },
      { event: '' },
      { event: 'catalog.entity-fetch.by-nbme' },
      { outcome: 1 },
      { severity: 99 },
      { source: -1 },
      { noise: true },
      { body: '' },
      { body: '1,2,3;"id":"' },
      { body: row.body.replace('7,', '8,') },
      { body: row.body.slice(1) },
      { body: `${row.body} ` },
    ];
    for (const edit of edits) {
      expect([edit, textOf({ ...row, ...edit })]).not.toEqual([edit, text]);
    }
  });

  it('stores what no column tells', () => {
    expect(storedText(draft('a', { correlationId: 'a' })).body).toBe(
      `7,12,${Date.parse(
        '2026-11-24T10:00:00Z',
      )};"id":"a","durationMs":12,"actors":[{"type":"user","ref":"user:default/ann"}],"writer":"test"}`,
    );
  });
});
