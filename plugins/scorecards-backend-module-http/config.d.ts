import type { HumanDuration } from '@backstage/types';
import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  scorecards?: {
    http?: {
      /** Sources of facts: a JSON endpoint that is asked once for each entity. */
      sources?: Array<{
        /** Name in rules: `facts.<id>`. Letters, digits and underscores. */
        id: string;
        title?: string;
        description?: string;
        /** Entities that are asked for, as a filter predicate. */
        appliesTo?: object;
        /**
         * Address, http or https. `{{ metadata.name }}` and the like stand for
         * fields of the entity, `{{ metadata.annotations['x/y'] }}` for keys with
         * other characters; values are URL-encoded.
         */
        url: string;
        /** GET by default. */
        method?: 'GET' | 'POST';
        /**
         * Headers of the request, such as a token taken from the environment.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
        /** Body of a POST; placeholders are JSON-encoded. */
        body?: string;
        schedule: SchedulerServiceTaskScheduleDefinitionConfig;
        /** Age from which its facts count as unknown. One day by default. */
        freshness?: HumanDuration | string;
        /** Requests over all replicas together. 60 a minute by default. */
        rateLimit?: {
          requests: number;
          per: HumanDuration | string;
        };
        /** How long one attempt may take. 10 seconds by default. */
        timeout?: HumanDuration | string;
        /** What a 404 means: an error of the entity, by default, or an empty fact. */
        notFound?: 'error' | 'empty';
        /** Fields of the fact, by name. */
        facts: {
          [field: string]: {
            /** JSON pointer into the answer, such as `/measures/0/value`. */
            pointer: string;
            type: 'number' | 'string' | 'boolean' | 'stringList' | 'numberList';
            description?: string;
          };
        };
      }>;
    };
  };
}
