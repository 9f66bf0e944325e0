/** Texts of the pages around the records, of tab, card and widget. @internal */
export const pagesMessages = {
  title: 'Audit',
  tab: { records: 'Records', seal: 'Seal', usage: 'Usage', holds: 'Holds' },
  notFound: 'There is no such page',
  notFoundAction: 'All records',
  permission: {
    read: 'audit.record.read',
    usage: 'audit.usage.read',
    holds: 'audit.hold.manage',
    catalog: 'catalog.entity.read',
  },
  records: {
    failed: 'The records could not be read',
    none: 'Nothing was recorded yet',
    noneWhy:
      'As soon as anybody does something in the portal it stands here, with who, what, on what and how it ended.',
    noMatch: 'No record matches',
    noMatchWhy: 'Widen the time, or take a filter away.',
    showAll: 'Show all records',
    restricted: 'You see a part of the log',
    restrictedWhy:
      'Counts and lists leave out what you may not see. Whoever looks after permissions in this portal can grant more.',
    live: 'Live',
    liveOn: 'Live: new records appear by themselves',
    liveOff: 'Live is off',
    refresh: 'Refresh',
  },
  export: {
    action: 'Export',
    denied: 'Exporting needs the permission "audit.record.export"',
    csv: 'CSV, for spreadsheets',
    ndjson: 'NDJSON, every field',
    sealed: 'NDJSON with proofs, to verify offline',
    ocsf: 'OCSF, for a SIEM',
    pack: 'Evidence pack, signed, with proofs',
    running: 'Exporting: {{size}} so far',
    cancel: 'Cancel export',
    cancelled: 'The export was cancelled',
    done: '{{name}} was saved, {{size}}',
    failed: 'The export failed: {{message}}',
  },
  status: {
    bypassed: 'What plugins do is not recorded',
    bypassedWhy:
      'The portal installs an auditor of its own, so nothing arrives here. {{message}}',
    spooling: 'The log cannot be written just now',
    spoolingWhy_one:
      '{{number}} record waits safely in a file and is written when the database is back. {{message}}',
    spoolingWhy_other:
      '{{number}} records wait safely in a file and are written when the database is back. {{message}}',
    blocked: 'Actions wait, as they cannot be recorded',
    blockedWhy_one: '{{number}} record waits. {{message}}',
    blockedWhy_other: '{{number}} records wait. {{message}}',
    seal: 'The seal has a problem',
    sealAction: 'See the seal',
  },
  entity: {
    title: 'Activity',
    failed: 'The activity could not be read',
    none: 'Nothing happened to it yet',
    noneWhy:
      'Whatever is done to this entity from now on stands here, with who did it.',
    all: 'Search in Audit',
    did: 'Did',
    happened: 'Happened to it',
  },
  card: {
    title: 'Recent activity',
    none: 'Nothing is recorded of this person yet.',
    all: 'All activity',
  },
  home: {
    failed: 'The activity could not be read',
    none: 'Nothing happened to what you own',
    noneWhy: 'Here stands what is done to your entities, and by whom.',
    nothingOwned: 'You own nothing in the catalog',
    nothingOwnedWhy:
      'Here stands what is done to entities that you or your groups own.',
    all: 'All in Audit',
    part_one: 'Of {{count}} entity that you own',
    part_other: 'Of {{count}} entities that you own',
    firstOf: 'Of the first {{number}} entities that you own',
  },
} as const;
