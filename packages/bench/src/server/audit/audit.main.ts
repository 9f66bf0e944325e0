import { serve } from '../serve';
import { startAuditServer } from './auditServer';

serve(startAuditServer);
