import { ResponseError } from '@backstage/errors';
import {
  scorecardsRoutes,
  type ApiRoute,
  type RouteBody,
  type RouteId,
  type RouteParams,
  type RouteQueryInput,
  type RouteResponse,
} from './routes';

/** What one call needs. @public */
export interface CallOptions {
  /** Bearer token; the browser's fetch API adds its own. */
  token?: string;
  signal?: AbortSignal;
}

/** Arguments of one operation. @public */
export type CallInput<Id extends RouteId> = {
  params?: RouteParams<Id>;
  query?: RouteQueryInput<Id>;
  body?: RouteBody<Id>;
};

/** What {@link ScorecardsClient} is made of. @public */
export interface ScorecardsClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

function fillPath(route: ApiRoute, params: Record<string, string>): string {
  return route.path.replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(params[key]),
  );
}

function toSearch(query: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) {
        search.append(key, String(item));
      }
    }
  }
  const text = search.toString();
  return text && `?${text}`;
}

/**
 * Typed client of the REST API, for browsers and backends.
 *
 * @example
 * ```ts
 * const client = ScorecardsClient.create({ discoveryApi, fetchApi });
 * const { items } = await client.call('listScorecards', {});
 * ```
 *
 * @public
 */
export class ScorecardsClient {
  readonly #options: ScorecardsClientOptions;

  private constructor(options: ScorecardsClientOptions) {
    this.#options = options;
  }

  static create(options: ScorecardsClientOptions): ScorecardsClient {
    return new ScorecardsClient(options);
  }

  /** Address of an operation, for links and downloads. */
  async url<Id extends RouteId>(
    id: Id,
    input: Pick<CallInput<Id>, 'params' | 'query'>,
  ): Promise<string> {
    const base = await this.#options.discoveryApi.getBaseUrl('scorecards');
    const path = fillPath(scorecardsRoutes[id], input.params ?? {});
    return `${base}/v1${path}${toSearch(input.query ?? {})}`;
  }

  /**
   * Calls an operation.
   *
   * @throws ResponseError with the server's message where the answer is not 2xx
   */
  async call<Id extends RouteId>(
    id: Id,
    input: CallInput<Id>,
    options: CallOptions = {},
  ): Promise<RouteResponse<Id>> {
    const route: ApiRoute = scorecardsRoutes[id];
    const response = await this.#options.fetchApi.fetch(
      await this.url(id, input),
      {
        method: route.method.toUpperCase(),
        signal: options.signal,
        headers: {
          ...(options.token && { Authorization: `Bearer ${options.token}` }),
          ...(input.body !== undefined && {
            'Content-Type': 'application/json',
          }),
        },
        ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return route.produces
      ? ((await response.text()) as RouteResponse<Id>)
      : ((await response.json()) as RouteResponse<Id>);
  }
}
