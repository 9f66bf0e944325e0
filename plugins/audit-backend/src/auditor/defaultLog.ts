import type { AuditorEvent } from '@backstage/backend-defaults/auditor';
import type {
  AuditorServiceEventSeverityLevel,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'backend.auditor.severityLogLevelMappings';
const levels = ['debug', 'info', 'warn', 'error'] as const;
const defaults = {
  low: 'debug',
  medium: 'info',
  high: 'info',
  critical: 'info',
} as const;

type Level = (typeof levels)[number];
type Levels = Record<AuditorServiceEventSeverityLevel, Level>;

/** Logs an event as the auditor of Backstage does, by the same config. */
export function createDefaultLog(
  config: Config,
  logger: LoggerService,
): (event: AuditorEvent) => void {
  const levelOf = readLevels(config);
  const auditLogger = logger.child({ isAuditEvent: true });
  return event => {
    const message = `${event.plugin}.${event.eventId}`;
    const level = levelOf[event.severityLevel];
    if ('error' in event) {
      const { error, ...rest } = event;
      auditLogger.child(rest)[level](message, error);
    } else {
      auditLogger[level](message, event);
    }
  };
}

function readLevels(config: Config): Levels {
  const read = (severity: AuditorServiceEventSeverityLevel): Level => {
    const given = config.getOptionalString(`${KEY}.${severity}`);
    const level = levels.find(l => l === (given ?? defaults[severity]));
    if (!level) {
      throw new InputError(
        `The configuration value for '${KEY}.${severity}' was given an invalid value: '${given}'. Expected one of the following valid values: '${levels.join(
          ', ',
        )}'.`,
      );
    }
    return level;
  };
  return {
    low: read('low'),
    medium: read('medium'),
    high: read('high'),
    critical: read('critical'),
  };
}
