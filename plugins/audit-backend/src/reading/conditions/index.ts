export * from './ActorBook';
export * from './Condition';
export * from './FacetBook';
export * from './filterCondition';
export * from './matches';
export * from './simplified';
