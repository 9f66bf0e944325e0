import { z } from 'zod';

/**
 * One operation of a REST API: the server validates with it, the OpenAPI
 * document is made from it, the client is typed by it.
 *
 * @public
 */
export interface ApiRoute {
  method: 'get' | 'put' | 'post' | 'delete';
  /** Below the API's base, such as `/things/{id}`; parameters in braces. */
  path: string;
  summary: string;
  params: z.ZodObject;
  query: z.ZodObject;
  body?: z.ZodType;
  response: z.ZodType;
  /** What else the answer is than JSON: a media type, or several to choose from. */
  produces?: string;
}

/** All operations of an API by name. @public */
export type RouteTable = Readonly<Record<string, ApiRoute>>;

/** Parsed parameters of the path. @public */
export type ParamsOf<R extends ApiRoute> = z.output<R['params']>;
/** Parsed query. @public */
export type QueryOf<R extends ApiRoute> = z.output<R['query']>;
/** Query as a caller gives it: what has a default may be left out. @public */
export type QueryInputOf<R extends ApiRoute> = z.input<R['query']>;
/** Body. @public */
export type BodyOf<R extends ApiRoute> = R extends {
  body: infer B extends z.ZodType;
}
  ? z.output<B>
  : undefined;
/** Answer. @public */
export type ResponseOf<R extends ApiRoute> = z.output<R['response']>;

/** Schemas that many routes use. @public */
export const param = {
  /** Nothing. */
  none: z.object({}),
  /** A short text that is not empty. */
  text: z.string().min(1).max(500),
  /** One text or several: `?tag=a&tag=b`. */
  list: z
    .union([z.string().min(1).max(500), z.array(z.string().min(1).max(500))])
    .transform(value => (Array.isArray(value) ? value : [value]))
    .pipe(z.array(z.string()).max(50)),
  /** Where the page before ended, as the answer told. */
  cursor: z.string().max(1000),
  /** How many items. */
  limit: (most: number, standard: number) =>
    z.coerce.number().int().min(1).max(most).default(standard),
};
