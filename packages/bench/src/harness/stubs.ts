import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';

/** A logger that shows errors only: what is measured must not drown in lines. */
export const quietLogger: LoggerService = {
  error: (message, meta) => console.error(message, meta ?? ''),
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => quietLogger,
};

/** A lifecycle that nobody ends. */
export const idleLifecycle: LifecycleService = {
  addStartupHook: () => {},
  addShutdownHook: () => {},
};
