export {
  auditTranslationRef,
  useAuditTranslation,
  type Translate,
} from './translation';
