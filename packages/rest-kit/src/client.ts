import { ResponseError } from '@backstage/errors';
import type {
  ApiRoute,
  BodyOf,
  ParamsOf,
  QueryInputOf,
  ResponseOf,
  RouteTable,
} from './route';

/** What one call needs. @public */
export interface CallOptions {
  /** Bearer token; the browser's fetch API adds its own. */
  token?: string;
  signal?: AbortSignal;
}

/** Arguments of one operation. @public */
export interface CallInput<R extends ApiRoute> {
  params?: ParamsOf<R>;
  query?: QueryInputOf<R>;
  body?: BodyOf<R>;
}

/** What {@link ApiClient} is made of. @public */
export interface ApiClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

function fillPath(route: ApiRoute, params: Record<string, unknown>): string {
  return route.path.replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(params[key])),
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

function headersOf(
  input: { body?: unknown },
  { token }: CallOptions,
): Record<string, string> {
  return {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(input.body !== undefined && { 'Content-Type': 'application/json' }),
  };
}

/**
 * Typed client of a plugin's REST API, for browsers and backends.
 *
 * @public
 */
export class ApiClient<Table extends RouteTable> {
  readonly #pluginId: string;
  readonly #routes: Table;
  readonly #options: ApiClientOptions;

  private constructor(
    pluginId: string,
    routes: Table,
    options: ApiClientOptions,
  ) {
    this.#pluginId = pluginId;
    this.#routes = routes;
    this.#options = options;
  }

  static create<T extends RouteTable>(
    pluginId: string,
    routes: T,
    options: ApiClientOptions,
  ): ApiClient<T> {
    return new ApiClient(pluginId, routes, options);
  }

  /** Address of an operation, for links and downloads. */
  async url<Id extends keyof Table>(
    id: Id,
    input: Pick<CallInput<Table[Id]>, 'params' | 'query'>,
  ): Promise<string> {
    const base = await this.#options.discoveryApi.getBaseUrl(this.#pluginId);
    const path = fillPath(this.#routes[id], input.params ?? {});
    return `${base}/v1${path}${toSearch(input.query ?? {})}`;
  }

  /**
   * Calls an operation.
   *
   * @throws ResponseError with the server's message where the answer is not 2xx
   */
  async call<Id extends keyof Table>(
    id: Id,
    input: CallInput<Table[Id]>,
    options: CallOptions = {},
  ): Promise<ResponseOf<Table[Id]>> {
    const route: ApiRoute = this.#routes[id];
    const response = await this.#options.fetchApi.fetch(
      await this.url(id, input),
      {
        method: route.method.toUpperCase(),
        signal: options.signal,
        headers: headersOf(input, options),
        ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const answer = route.produces ? response.text() : response.json();
    return (await answer) as ResponseOf<Table[Id]>;
  }
}
