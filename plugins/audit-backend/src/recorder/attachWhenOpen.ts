import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AuditWriter } from '../capture/AuditWriter';
import type { Clock } from '../capture/clock';
import type { AuditSink } from '../capture/entries';

const PAUSE_MS = 5000;

/** What {@link attachWhenOpen} works with. */
export interface AttachWhenOpenOptions {
  writer: Pick<AuditWriter, 'attach'>;
  clock: Clock;
  logger: LoggerService;
  open: () => Promise<AuditSink>;
}

/** Opens the log and attaches it; tries again until it works. @returns what ends it */
export function attachWhenOpen(options: AttachWhenOpenOptions): () => void {
  const { writer, clock, logger, open } = options;
  let stopped = false;
  let failures = 0;
  const attempt = async () => {
    try {
      const sink = await open();
      if (!stopped) {
        writer.attach(sink);
      }
    } catch (error) {
      if (failures++ === 0) {
        logger.error(
          'The audit database cannot be opened; it is tried again',
          error as Error,
        );
      }
      if (!stopped) {
        clock.after(PAUSE_MS, attempt);
      }
    }
  };
  void attempt();
  return () => {
    stopped = true;
  };
}
