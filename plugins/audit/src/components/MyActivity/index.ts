export { MyActivity } from './MyActivity';
