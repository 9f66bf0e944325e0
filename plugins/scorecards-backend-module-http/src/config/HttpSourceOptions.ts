import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import type { FilterPredicate } from '@backstage/filter-predicates';
import type { HumanDuration } from '@backstage/types';
import type { BodyTemplate } from '../template/BodyTemplate';
import type { UrlTemplate } from '../template/UrlTemplate';
import type { FieldOptions } from './fieldOptions';

/** One entry of `scorecards.http.sources`, read. */
export interface HttpSourceOptions {
  id: string;
  title: string;
  description?: string;
  appliesTo?: FilterPredicate;
  url: UrlTemplate;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: BodyTemplate;
  schedule: SchedulerServiceTaskScheduleDefinition;
  freshness: HumanDuration;
  rateLimit: { requests: number; per: HumanDuration };
  timeoutMs: number;
  concurrency: number;
  notFound: 'error' | 'empty';
  fields: Record<string, FieldOptions>;
}
