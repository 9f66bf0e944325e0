import type { ActorBook } from './ActorBook';
import { all, and, has, none, type Condition } from './Condition';
import { simplified } from './simplified';

const ann = has('actor', ['ann']);
const both = has('actor', ['ann', 'bob']);
const cart = has('entity', ['ann', 'bob']);
const quiet: Condition = { kind: 'facets', test: { quiet: true } };

const not = (part: Condition): Condition => ({ kind: 'not', part });
const any = (...parts: Condition[]): Condition => ({ kind: 'or', parts });
const quietly = (condition: Condition) =>
  ({ ...condition, quiet: true } as Condition);

/** Only bots act for others. */
const actors = {
  areFirst: (values: readonly string[]) => !values.includes('bot'),
} as ActorBook;

describe('simplified', () => {
  it.each([
    ['drops a group that the actor is a member of', and(ann, both), ann],
    ['whichever comes first', and(both, ann), ann],
    ['in what is nested', and(and(quiet, both), ann), and(quiet, quietly(ann))],
    [
      'looks for noise nowhere if any part asks for none',
      and(not(ann), any(cart), quiet),
      and(not(quietly(ann)), any(quietly(cart)), quiet),
    ],
    [
      'keeps one of two that are the same',
      and(ann, has('actor', ['ann'])),
      ann,
    ],
    ['keeps what is about something else', and(ann, cart), and(ann, cart)],
    [
      'takes the actors that two ask for',
      and(both, has('actor', ['bob', 'eve'])),
      has('actor', ['bob']),
    ],
    ['knows that nobody is two of them', and(ann, has('actor', ['eve'])), none],
    [
      'keeps who may act for another one',
      and(both, has('actor', ['bob', 'bot'])),
      undefined,
    ],
    [
      'keeps entities, of which a record may have two',
      and(cart, has('entity', ['bob', 'eve'])),
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
    expect(simplified(condition as Condition, actors)).toEqual(
      expected ?? condition,
    );
  });
});
