/** Kinds that scorecards are commonly about; an app may configure another filter. @internal */
export const measuredKinds = [
  'component',
  'api',
  'resource',
  'system',
  'domain',
];

/** The same as an entity predicate. @internal */
export const measuredEntities = { kind: { $in: measuredKinds } };
