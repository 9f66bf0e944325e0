import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  scorecards?: {
    http?: {
      /** Sources of facts that ask a JSON endpoint about each entity. */
      sources?: Array<{
        /** Name in rules: `facts.<id>`. Letters, digits and underscores. */
        id: string;
        title?: string;
        description?: string;
        /** Entities that it serves, as a filter predicate; all by default. */
        appliesTo?: object;
        /**
         * Address with placeholders, such as
         * `https://host/api/{{ metadata.name }}`. The host is fixed.
         * @visibility secret
         */
        url: string;
        /** GET by default. */
        method?: 'GET' | 'POST';
        /**
         * Sent with each request. Values may hold secrets.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
        /**
         * JSON that is sent with POST, as an object or as text; texts may hold
         * placeholders.
         * @deepVisibility secret
         */
        body?: object | string;
        /** Every 30 minutes, for at most 10, by default. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /** Age from which its facts count as unknown; 1 day by default. */
        freshness?: HumanDuration | string;
        /** The most requests, over all replicas; 60 a minute by default. */
        rateLimit?: {
          requests: number;
          /** 1 minute by default. */
          per?: HumanDuration | string;
        };
        /** How long one request may take; 10 seconds by default. */
        timeout?: HumanDuration | string;
        /** Requests at the same time; 5 by default. */
        concurrency?: number;
        /** What 404 means: a failure (default), or that there are no facts. */
        notFound?: 'error' | 'empty';
        /** Fields of a fact, by name, and where in the answer they are. */
        facts: {
          [field: string]: {
            /** JSON pointer into the answer, such as `/measures/0/value`. */
            pointer: string;
            type:
              | 'number'
              | 'string'
              | 'boolean'
              | 'stringList'
              | 'numberList'
              | 'list'
              | 'object';
            /** Shown to those who write rules. */
            description?: string;
          };
        };
      }>;
    };
  };
}
