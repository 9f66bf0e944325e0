import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import type { AuditWriter } from './AuditWriter';
import { auditCaptureServiceRef } from './writerService';

/** Beside Backstage's own, `readiness` and `liveness`, which it leaves alone. */
export const HEALTH_PATH = '/.backstage/health/v1/audit';

/** @internal */
export const auditHealthServiceRef = createServiceRef<{}>({
  id: 'audit.health',
  scope: 'root',
});

/**
 * Answers, to anybody, in which state capture of this process is. It asks no
 * database, and needs no plugin to be up. Only what refuses people's actions is
 * unhealthy: a new process would not make a database come back.
 */
export const auditHealthServiceFactory = createServiceFactory({
  service: auditHealthServiceRef,
  deps: {
    capture: auditCaptureServiceRef,
    router: coreServices.rootHttpRouter,
  },
  factory({ capture, router }) {
    router.use(HEALTH_PATH, createHealthRouter(capture.writer));
    return {};
  },
});

function createHealthRouter(writer: Pick<AuditWriter, 'status'>) {
  const router = Router();
  router.get('/', (_req, res) => {
    const { state } = writer.status();
    res
      .status(state === 'blocked' ? 503 : 200)
      .set('Cache-Control', 'no-store')
      .json({ state });
  });
  return router;
}
