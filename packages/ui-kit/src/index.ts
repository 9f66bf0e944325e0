/**
 * What the pages of Daytwo share: the states of a panel, times and numbers,
 * state in the address, answers of a backend. For both frontend systems.
 *
 * @packageDocumentation
 */
export * from './components';
export * from './format';
export * from './hooks';
export { saveBlob } from './saveBlob';
export { daytwoTranslationRef } from './translation';
