import type { ScorecardDefinition } from '@daytwo/backstage-plugin-scorecards-common';
import { loadedVersion, type TestCheck } from '../../__testUtils__/scorecard';
import { PastStates, type PastChange } from './PastStates';
import { scoresByDay } from './scoresByDay';

const at = (text: string) => Date.parse(`${text}:00Z`);

function definition(...checks: TestCheck[]): ScorecardDefinition {
  return loadedVersion([checks]).definition;
}

const a = { id: 'a', rule: 'true' };
const b = { id: 'b', rule: 'true' };
const both = definition(a, b);

function change(
  when: string,
  checkId: string | null,
  from: string | null,
  cause = 'factChanged',
): PastChange {
  return { at: at(when), check_id: checkId, from_state: from, cause };
}

function scores(
  states: string,
  changes: PastChange[],
  days: Array<string | [string, ScorecardDefinition]>,
) {
  const past = PastStates.create({ states }, both, changes);
  const pastDays = days.map(item =>
    typeof item === 'string'
      ? { day: item, definition: both }
      : { day: item[0], definition: item[1] },
  );
  return scoresByDay(past, pastDays).map(({ day, score }) => [
    day,
    score.score,
  ]);
}

const days = ['2026-11-15', '2026-11-14', '2026-11-13', '2026-11-12'];

describe('scoresByDay', () => {
  it('is level where nothing changed', () => {
    expect(scores('PF', [], days)).toEqual(days.map(day => [day, 50]));
  });

  it('takes changes back, each at its day', () => {
    const changes = [
      change('2026-11-16T08:00', 'b', 'F'),
      change('2026-11-14T23:59', 'a', 'F'),
      change('2026-11-14T10:00', 'a', 'P'),
      change('2026-11-13T10:00', 'a', 'U'),
    ];
    expect(scores('PP', changes, days)).toEqual([
      ['2026-11-15', 50],
      ['2026-11-14', 50],
      ['2026-11-13', 50],
      ['2026-11-12', 0],
    ]);
  });

  it('begins where the entity entered', () => {
    const changes = [
      change('2026-11-14T12:00', 'a', 'F'),
      change('2026-11-14T11:00', null, null, 'entityEntered'),
      change('2026-11-13T11:00', null, null, 'entityLeft'),
    ];
    expect(scores('PP', changes, days)).toEqual([
      ['2026-11-15', 100],
      ['2026-11-14', 100],
    ]);
  });

  it('judges each day by the definition that ran then', () => {
    const heavy = definition({ ...a, weight: 3 }, b);
    expect(
      scores('PF', [], [days[0], [days[1], heavy], [days[2], definition(b)]]),
    ).toEqual([
      [days[0], 50],
      [days[1], 75],
      [days[2], 0],
    ]);
  });

  it('leaves out a check of which nothing was known then', () => {
    const changes = [change('2026-11-15T10:00', 'b', null, 'ruleEdited')];
    expect(scores('PF', changes, days.slice(0, 2))).toEqual([
      [days[0], 50],
      [days[1], 100],
    ]);
    const withRemoved = definition(a, b, { id: 'gone', rule: 'true' });
    expect(scores('PF', [], [[days[0], withRemoved]])).toEqual([[days[0], 50]]);
  });

  it('does not count a check before it was enforced', () => {
    const enforced = definition(a, { ...b, enforcedFrom: '2026-11-14' });
    const past = days.map((day): [string, ScorecardDefinition] => [
      day,
      enforced,
    ]);
    expect(scores('PF', [], past)).toEqual([
      [days[0], 50],
      [days[1], 50],
      [days[2], 100],
      [days[3], 100],
    ]);
  });

  it('gives no score where nothing counted', () => {
    expect(scores('NE', [], days.slice(0, 1))).toEqual([[days[0], undefined]]);
  });
});
