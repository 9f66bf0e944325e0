import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from './clock';
import type { Spools } from './spool/Spools';

const EVERY_MS = 60_000;

/** What {@link adoptSpools} works with. */
export interface AdoptSpoolsOptions {
  spools: Spools;
  clock: Clock;
  logger: LoggerService;
  onFound: () => void;
}

/** Takes over, now and every minute, what processes that are gone have left. @returns what ends it */
export function adoptSpools(options: AdoptSpoolsOptions): () => Promise<void> {
  const { spools, clock, logger, onFound } = options;
  let callOff = () => {};
  let busy: Promise<void>;
  const adopt = () => {
    callOff = clock.after(EVERY_MS, adopt);
    busy = spools.adopt().then(
      found => {
        if (found > 0) {
          logger.info(`Replaying audit entries that ${found} processes left`);
          onFound();
        }
      },
      error => logger.error('The audit spool cannot be searched', error),
    );
  };
  adopt();
  return async () => {
    callOff();
    await busy;
  };
}
