import { createOpenApiDocument as createDocument } from '@daytwo/rest-kit';
import { scorecardsApi, scorecardsRoutes } from './routes';

/**
 * The OpenAPI 3.0 document of the REST API, made from the route table.
 *
 * @public
 */
export function createOpenApiDocument(): Record<string, unknown> {
  return createDocument(scorecardsApi, scorecardsRoutes);
}
