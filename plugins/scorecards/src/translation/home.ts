/** Texts of the widget for the home page. @internal */
export const homeMessages = {
  failed: 'Your scorecards could not be read',
  standing_one: 'Your {{count}} entity',
  standing_other: 'Your {{count}} entities',
  fixes: 'Fixes that gain most',
  gain: '{{entity}}, {{scorecard}}, +{{points}} points',
  nothingToFix: 'Every check that counts passes.',
  worst: 'Furthest behind',
  nothingWorst: 'Nothing is behind.',
  none: {
    title: 'Nothing of yours is measured',
    text: 'Here stand the entities that you or your groups own, as soon as a scorecard applies to one of them.',
  },
} as const;
