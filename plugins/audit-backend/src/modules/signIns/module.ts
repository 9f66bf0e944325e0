import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { auditCaptureServiceRef } from '../../capture/writerService';
import { DefaultAuditRecorder } from '../../recorder/DefaultAuditRecorder';
import { createSignInMiddleware } from './createSignInMiddleware';

/** Records sign-ins and sign-outs of the auth plugin, where it is in this backend. @public */
export const auditSignInsModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'audit-sign-ins',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        capture: auditCaptureServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        plugin: coreServices.pluginMetadata,
      },
      async init({ httpRouter, logger, ...deps }) {
        const { clock } = deps.capture;
        const recorder = DefaultAuditRecorder.create({
          ...deps,
          source: 'auth',
        });
        httpRouter.use(createSignInMiddleware({ recorder, clock, logger }));
      },
    });
  },
});
