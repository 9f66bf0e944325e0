import type {
  AuthService,
  HttpAuthService,
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { AuditCapture } from '../../capture/AuditCapture';
import { DefaultAuditRecorder } from '../../recorder/DefaultAuditRecorder';
import { TaskListener } from './TaskListener';

/** What {@link startTaskListener} works with. */
export interface StartTaskListenerOptions {
  events: EventsService;
  capture: AuditCapture;
  auth: AuthService;
  httpAuth: HttpAuthService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}

/** Listens to tasks of the scaffolder, in the audit plugin, until it is shut down. */
export async function startTaskListener({
  auth,
  httpAuth,
  lifecycle,
  ...options
}: StartTaskListenerOptions): Promise<void> {
  const listener = TaskListener.create({
    ...options,
    recorder: DefaultAuditRecorder.create({
      capture: options.capture,
      auth,
      httpAuth,
      plugin: { getId: () => 'scaffolder' },
      source: 'scaffolder',
    }),
  });
  await listener.start();
  lifecycle.addShutdownHook(() => listener.stop());
}
