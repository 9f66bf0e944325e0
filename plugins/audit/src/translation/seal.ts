/** Texts of the page about log and seal. @internal */
export const sealMessages = {
  failed: 'The state of the log could not be read',
  headline: {
    good: 'Every record up to {{seq}} is sealed',
    none: 'Nothing is sealed yet',
    problem: 'The seal has a problem',
  },
  what: 'Records are put in blocks; each block has the hash of the one before and a signature. Whoever edits, removes or adds a record breaks them.',
  records: 'Records',
  lastRecord: 'Last: {{time}}',
  keptFrom: 'Kept from record {{seq}} on',
  blocks: 'Blocks',
  sealedAt: 'Last sealed: {{time}}',
  unsealed: 'Not sealed yet',
  unsealedWhy: 'Sealed within about a minute',
  capture: 'Capture',
  captureState: {
    working: 'Working',
    spooling: 'Writing to a file',
    blocked: 'Waiting',
    bypassed: 'Bypassed',
  },
  captureWaiting_one: '{{number}} record on its way',
  captureWaiting_other: '{{number}} records on their way',
  keys: 'Keys',
  key: {
    id: 'Key',
    since: 'Signs',
    state: 'State',
    active: 'Active',
    retired: 'Retired',
    next: 'Takes over soon',
    from: 'since {{time}}',
    made: 'made {{time}}',
    until: '{{since}} to {{until}}',
    publicKey: 'Public key',
    show: 'Show public key of {{id}}',
    none: 'There is no key yet; the first block makes one.',
  },
  rotate: {
    open: 'Rotate key',
    title: 'Rotate the key {{id}}?',
    action: 'Rotate key',
    what: 'A new key is made and kept in the database. The change is a record, which the present key seals; from the next block on, in about a minute, the new key signs and the present one never again.',
    after:
      'What was sealed until then still verifies: offline verifiers that know an earlier key follow the change by themselves. It cannot be undone, and it is recorded that you did it.',
    failed: 'The key could not be rotated',
    done: 'The key {{id}} takes over in about a minute',
    underWay:
      'Another key takes over as soon as the change has been sealed, in about a minute.',
    config:
      'The key is in the configuration, so it is rotated there: add the new one at the end of audit.seal.keys, and restart the backend.',
  },
  streams: 'Streams',
  stream: {
    name: 'Told',
    state: 'State',
    lag: 'Behind by',
    updated: 'Last told',
    working: 'Working',
    behind: 'Behind',
    failing: 'Failing',
    records_one: '{{number}} record',
    records_other: '{{number}} records',
    error: 'What is wrong',
    none: 'none',
  },
  verify: {
    title: 'Verify',
    what: 'Checks every hash, every signature and every link between blocks anew.',
    action: 'Verify all',
    again: 'Verify again',
    cancel: 'Stop',
    running: 'Block {{done}} of {{total}}',
    progress: 'Verification',
    nothing: 'There is no block to verify yet.',
    good: 'Nothing was changed',
    goodText:
      '{{records}} records in {{blocks}} blocks hold, verified in {{time}}.',
    unsealed_one:
      '{{count}} record is not sealed yet and could not be checked.',
    unsealed_other:
      '{{count}} records are not sealed yet and could not be checked.',
    pruned_one:
      '{{count}} block was pruned by retention; its head was checked.',
    pruned_other:
      '{{count}} blocks were pruned by retention; their heads were checked.',
    bad_one: '{{count}} problem found',
    bad_other: '{{count}} problems found',
    badText:
      'The log does not hold. Keep the database as it is and compare with an export or an anchor.',
    problems: 'Problems',
    block: 'Block',
    record: 'Record',
    message: 'What is wrong',
    failed: 'The log could not be verified',
    stopped:
      'Stopped after block {{done}} of {{total}}; no problem up to there.',
    offline:
      'To verify without trusting this portal, export an evidence pack and run the offline verifier on it.',
  },
} as const;
