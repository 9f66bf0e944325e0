export { SealPage } from './SealPage';
