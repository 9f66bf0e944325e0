export { MovementTab } from './MovementTab';
