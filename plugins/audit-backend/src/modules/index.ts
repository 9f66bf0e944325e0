export { auditSignInsModule } from './signIns/module';
export { startTaskListener } from './scaffolder/startTaskListener';
