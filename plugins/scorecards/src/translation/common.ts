/** Texts that several pages share. @internal */
export const commonMessages = {
  plugin: { title: 'Scorecards' },
  verdict: {
    pass: 'Passes',
    fail: 'Fails',
    unknown: 'Unknown',
    exempt: 'Exempt',
    notApplicable: 'Not applicable',
  },
  cause: {
    ruleEdited: 'The rule was edited',
    factChanged: 'A fact changed',
    factExpired: 'A fact became too old',
    sourceOutage: 'The source did not answer',
    waiver: 'A waiver began or ended',
    entityEntered: 'The entity entered the scorecard',
    entityLeft: 'The entity left the scorecard',
    entityChanged: 'The entity changed in the catalog',
    enforcement: 'The check began to count',
  },
  level: { none: 'No level' },
  levels: {
    label: 'Levels: {{parts}}',
    part: '{{level}} {{entities}}',
    nothing: 'No entities',
  },
  score: {
    nothing: 'No score',
    nothingWhy: 'No check counts for it',
    up: 'up {{points}} points since {{since}}',
    down: 'down {{points}} points since {{since}}',
    weekAgo: 'a week ago',
  },
  coverage: {
    label: 'Coverage',
    value: '{{known}} of {{counted}}',
    nothing: 'nothing to cover',
    why: '{{known}} of {{counted}} checks are known; the others lack data',
  },
  evidence: { missing: 'not there', source: 'from {{source}}' },
  fix: { playbook: 'Playbook', open: 'Open', advice: 'How to fix' },
  hiddenEntities: 'Some entities are hidden from you',
} as const;
