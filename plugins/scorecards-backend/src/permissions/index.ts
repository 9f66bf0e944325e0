export {
  registerPermissions,
  toScorecardResource,
} from './registerPermissions';
export { ReaderService, type Reader } from './ReaderService';
export * from './scorecardRules';
