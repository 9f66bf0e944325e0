import { all, and, has, none, type Condition } from './Condition';
import { simplified } from './simplified';

const ann = has('actor', ['ann']);
const both = has('actor', ['ann', 'bob']);
const cart = has('entity', ['ann', 'bob']);
const quiet: Condition = { kind: 'facets', test: { quiet: true } };

describe('simplified', () => {
  it.each([
    ['drops a group that the actor is a member of', and(ann, both), ann],
    ['whichever comes first', and(both, ann), ann],
    ['in what is nested', and(and(quiet, both), ann), and(quiet, ann)],
    [
      'keeps one of two that are the same',
      and(ann, has('actor', ['ann'])),
      ann,
    ],
    ['keeps what is about something else', and(ann, cart), and(ann, cart)],
    [
      'keeps what only overlaps',
      and(both, has('actor', ['bob', 'eve'])),
      undefined,
    ],
    ['is never met where a part is not', and(ann, none), none],
    [
      'leaves choices alone',
      { kind: 'or', parts: [ann, both] } as const,
      undefined,
    ],
    ['asks nothing where nothing is asked', all, and()],
  ])('%s', (_, condition, expected) => {
    expect(simplified(condition as Condition)).toEqual(expected ?? condition);
  });
});
