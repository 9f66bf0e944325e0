import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { readAll } from '../__testUtils__/readAll';
import { AuditLog } from '../log/AuditLog';
import { kindOf, runOf } from './automations';
import { addDuration, medianOf, type DurationSketch } from './sketch';
import { UsageReader, type UsageSettings } from './UsageReader';
import { UsageTally } from './UsageTally';

type Draft = Omit<AuditRecord, 'v' | 'seq' | 'at'>;

let next = 0;
function run(over: Partial<Draft> = {}): Draft {
  next++;
  return {
    id: `r${next}`,
    correlationId: `c${next}`,
    plugin: 'scaffolder',
    event: 'task',
    action: 'execution',
    severity: 'medium',
    outcome: 'succeeded',
    source: 'auditor',
    startedAt: new Date().toISOString(),
    durationMs: 14_000,
    actors: [{ type: 'user', ref: 'user:default/dana' }],
    meta: { templateRef: 'template:default/new-service' },
    writer: 'w',
    ...over,
  };
}

/** An action that dana called, or a plugin for her. */
function calledAction(caller?: string): Draft {
  const dana = { type: 'user' as const, ref: 'user:default/dana' };
  return run({
    plugin: 'scorecards',
    event: 'action-invoke',
    action: undefined,
    actors: caller ? [dana, { type: 'plugin', ref: caller }] : [dana],
    meta: { actionId: 'scorecards:list' },
  });
}

/** A text that cannot be made shorter. */
const noise = (length: number) => randomBytes(length).toString('latin1');

const teams: Record<string, string> = {
  'user:default/dana': 'group:default/payments',
  'user:default/priya': 'group:default/platform',
};

describe.each(databases.eachSupportedId())('usage on %s', id => {
  let knex: Knex;
  let log: AuditLog;

  const tally = () =>
    UsageTally.create({
      knex,
      teamOf: async actor => teams[actor],
      now: Date.now,
    });
  const read = (settings: Partial<UsageSettings> = {}, query = {}) =>
    UsageReader.create({
      knex,
      settings: { privacy: false, minutesSaved: { default: 10 }, ...settings },
      templates: async () => [
        'template:default/new-service',
        'template:default/forgotten',
      ],
      now: Date.now,
    }).read(query);
  const append = (...drafts: Draft[]) =>
    log.append(drafts.map(draft => ({ kind: 'record' as const, draft })));

  beforeEach(async () => {
    knex = await freshDatabase(id);
    log = AuditLog.create(knex);
  });

  it.each([
    ['a NUL', '\0'],
    ['half a character', '\ud800'],
    ['more than an index takes', noise(3000)],
  ])('counts what has %s in the name', async (_, name) => {
    const actors = [{ type: 'user' as const, ref: `user:${name}` }];
    await append(run({ actors, meta: { templateRef: name } }), run());
    await tally().step();

    expect((await read()).items.map(({ runs }) => runs)).toEqual([1, 1]);
  });

  it('counts runs by automation, team and person', async () => {
    await append(
      run(),
      run({ outcome: 'failed', durationMs: 2000 }),
      run({ actors: [{ type: 'user', ref: 'user:default/priya' }] }),
      run({ event: 'task', action: 'list', meta: {} }),
      calledAction(),
      calledAction('plugin:mcp-actions'),
      calledAction('plugin:mcp-actions'),
      calledAction('plugin:scaffolder'),
      run({
        plugin: 'mcp-actions',
        event: 'tool-execution',
        action: undefined,
        meta: { toolName: 'scorecards.list' },
      }),
    );
    await tally().step();

    const usage = await read();

    expect(usage.items).toMatchObject([
      {
        automation: 'template:default/new-service',
        kind: 'template',
        runs: 3,
        succeeded: 2,
        failed: 1,
        people: 2,
        teams: [
          { team: 'group:default/payments', runs: 2 },
          { team: 'group:default/platform', runs: 1 },
        ],
        actors: [
          { actor: 'user:default/dana', runs: 2 },
          { actor: 'user:default/priya', runs: 1 },
        ],
        savedMinutes: 20,
      },
      { automation: 'mcp-tool:scorecards.list', kind: 'mcp-tool', runs: 2 },
      { automation: 'action:scorecards:list', kind: 'action', runs: 1 },
    ]);
    expect(usage.unused).toEqual(['template:default/forgotten']);
    const [{ trend }] = usage.items;
    expect(trend.reduce((sum, n) => sum + n, 0)).toBe(3);
  });

  it('counts each record once, whoever counts and however often', async () => {
    await append(...Array.from({ length: 5 }, () => run()));
    await Promise.all([tally().step(), tally().step()]);
    await append(run());
    await tally().step();
    await tally().step();

    expect((await read()).items).toMatchObject([{ runs: 6 }]);
  });

  it('knows to the millisecond when the last run was, whichever step counted it', async () => {
    await append(run(), run({ outcome: 'failed' }));
    await tally().step();
    await append(run());
    await tally().step();
    const last = run();
    await append(last, run({ event: 'task', action: 'list', meta: {} }));
    await tally().step();
    const { at } =
      (await readAll(knex)).find(({ id: one }) => one === last.id) ?? {};

    const [{ lastRun, runs }] = (await read()).items;

    expect(runs).toBe(4);
    expect(lastRun).toBe(at);
  });

  it('knows the day of the last run where it was counted before the instant was kept', async () => {
    await append(run());
    await tally().step();
    await knex('usage_daily').update({ last_at: null });
    const today = new Date().toISOString().slice(0, 10);

    expect((await read()).items).toMatchObject([
      { lastRun: `${today}T00:00:00.000Z` },
    ]);
  });

  it('names nobody where teams only are shown', async () => {
    await append(run());
    await tally().step();

    const [item] = (await read({ privacy: true })).items;

    expect(item).not.toHaveProperty('actors');
    expect(item.teams).toEqual([{ team: '', runs: 1 }]);
  });

  it('does not tell with privacy what a team of one or two does, also where it is asked for', async () => {
    const team = 'group:default/platform';
    teams['user:default/ola'] = team;
    await append(
      ...['priya', 'ola'].map(name =>
        run({ actors: [{ type: 'user', ref: `user:default/${name}` }] }),
      ),
    );
    await tally().step();
    expect((await read({ privacy: true }, { team: [team] })).items).toEqual([]);

    teams['user:default/pim'] = team;
    await append(run({ actors: [{ type: 'user', ref: 'user:default/pim' }] }));
    await tally().step();

    const { items } = await read({ privacy: true }, { team: [team] });
    expect(items).toMatchObject([{ runs: 3, teams: [{ team, runs: 3 }] }]);
  });

  it('shows what a team uses, and its own minutes for an automation', async () => {
    await append(
      run(),
      run({ actors: [{ type: 'user', ref: 'user:default/priya' }] }),
    );
    await tally().step();
    const minutesSaved = { 'template:default/new-service': 45 };

    const usage = await read(
      { minutesSaved },
      { team: ['group:default/platform'] },
    );

    expect(usage.items).toMatchObject([{ runs: 1, savedMinutes: 45 }]);
  });
});

describe('a sketch of durations', () => {
  it('has no median where nothing was counted', () => {
    expect(medianOf({})).toBeUndefined();
  });

  it('gives the median to within a tenth', () => {
    const sketch: DurationSketch = {};
    for (let ms = 1000; ms <= 3000; ms++) {
      addDuration(sketch, ms);
    }

    expect(medianOf(sketch)).toBeGreaterThan(1800);
    expect(medianOf(sketch)).toBeLessThan(2200);
  });
});

describe('runOf', () => {
  it('is not misled by an event that names nothing', () => {
    const record = {
      ...run({ meta: {} }),
      v: 1,
      seq: 1,
      at: '',
    } as AuditRecord;

    expect(runOf(record)).toBeUndefined();
  });

  it('knows names of events only, not what objects have', () => {
    const record = {
      ...run({ plugin: 'constructor', event: '', action: undefined }),
      v: 1,
      seq: 1,
      at: '',
    } as AuditRecord;

    expect(runOf(record)).toBeUndefined();
  });

  it.each([
    ['template:default/a', 'template'],
    ['playbook:default/a', 'playbook'],
    ['mcp-tool:a', 'mcp-tool'],
    ['action:scorecards:refresh', 'action'],
  ])('knows that %s is a %s', (automation, kind) => {
    expect(kindOf(automation)).toBe(kind);
  });
});
