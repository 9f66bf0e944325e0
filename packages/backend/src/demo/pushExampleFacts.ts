import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ExampleFacts, ReportedFact } from './exampleFacts';
import type { FactPusher, Refusal } from './FactPusher';
import { patiently } from './patience';
import type { PatienceOptions } from './patience';

/** Some facts were not taken (yet). */
class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(source: string, refusals: Refusal[]) {
    const [{ fact, why }] = refusals;
    super(
      `${refusals.length} facts of ${source} were refused, the first for ${fact.entityRef}: ${why}`,
    );
  }
}

/**
 * Reports the example facts of every source. What is refused is tried again:
 * right after the start the scorecards may not have seen all entities.
 */
export async function pushExampleFacts(options: {
  facts: ExampleFacts;
  pusher: Pick<FactPusher, 'push'>;
  logger: Pick<LoggerService, 'warn'>;
  patience: PatienceOptions;
}): Promise<void> {
  const { facts, pusher, logger, patience } = options;
  for (const [source, reported] of facts) {
    let open: ReportedFact[] = reported;
    const attempt = async () => {
      const refusals = await pusher.push(source, open);
      open = refusals.map(({ fact }) => fact);
      if (refusals.length > 0) {
        throw new RefusedError(source, refusals);
      }
    };
    await patiently(attempt, patience).catch(error =>
      logger.warn('Not all example facts could be reported', error),
    );
  }
}
