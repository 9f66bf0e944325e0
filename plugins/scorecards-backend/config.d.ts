import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  scorecards?: {
    /** How the copy of the catalog is kept. */
    mirror?: {
      /** How often the catalog is looked at; every 30 seconds by default. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
    /** What is kept of the past. */
    history?: {
      /** How long single changes of verdicts are kept; 730 days by default. */
      transitions?: HumanDuration | string;
      /** How long the numbers of each day are kept; 1825 days by default. */
      days?: HumanDuration | string;
    };
    facts?: {
      /** The largest fact that is taken, bytes of JSON; 100000 by default. */
      maxBytes?: number;
    };
    push?: {
      /** Sources whose facts others report, such as CI. */
      sources?: Array<{
        /** Name in rules: `facts.<id>`. Letters, digits and underscores. */
        id: string;
        title?: string;
        description?: string;
        /** Age from which its facts count as unknown; never, by default. */
        freshness?: HumanDuration | string;
        /** Entities that it is about, as a filter predicate; all by default. */
        appliesTo?: object;
        /** JSON Schema of a fact, of type object. */
        schema: object;
      }>;
    };
  };
}
