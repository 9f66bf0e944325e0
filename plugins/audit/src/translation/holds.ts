/** Texts about legal holds. @internal */
export const holdMessages = {
  failed: 'The holds could not be read',
  headline_one: '{{number}} hold is in force',
  headline_other: '{{number}} holds are in force',
  headlineNone: 'No hold is in force',
  what: 'Retention never prunes the records that a hold finds, whatever their age, until the hold is released.',
  none: 'Nothing was put on hold yet',
  noneWhy:
    'A hold keeps the records that a filter finds, whatever their age: for a case, an inquiry, an audit. Begin here, or narrow the records down and press Hold above them.',
  active: 'In force',
  released: 'Released',
  since: 'since {{time}}, set by {{who}}',
  until: 'released {{time}} by {{who}}',
  keeps: 'What it keeps',
  kept: 'What it kept',
  records: 'Records',
  recordsOf: 'Records of {{title}}',
  create: {
    new: 'New hold',
    these: 'Hold',
    heading: 'Put records on hold',
    title: 'Title',
    titleWhy:
      'Such as the number of a case: whoever finds the hold in some years is to know what it is for.',
    counting: 'Counting the records',
    count_one: '{{number}} record up to now, as far as you may see.',
    count_other: '{{number}} records up to now, as far as you may see.',
    toCome: 'New records that match are kept, too.',
    everything:
      'Without a filter everything is kept: nothing is pruned any more as long as the hold is in force.',
    recorded: 'It is recorded that you put them on hold.',
    action: 'Put on hold',
    failed: 'The hold could not be set',
    done: '"{{title}}" is on hold',
  },
  release: {
    open: 'Release',
    openOf: 'Release {{title}}',
    heading: 'Release "{{title}}"?',
    what: 'Records that no other hold keeps are then pruned as soon as they are old enough; that may be within hours. What was pruned cannot be brought back.',
    after:
      'The hold itself stays in the list, as released by you, and cannot be put in force again: a new one would be needed.',
    action: 'Release hold',
    failed: 'The hold could not be released',
    done: '"{{title}}" was released',
  },
} as const;
