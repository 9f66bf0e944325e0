export { EntityActivityContent } from './EntityActivityContent';
export { UserActivityCard } from './UserActivityCard';
