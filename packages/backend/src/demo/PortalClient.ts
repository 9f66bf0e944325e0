import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';

/** Calls other plugins of the portal in the demo's own name. */
export class PortalClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** A bearer token for one plugin. */
  async token(pluginId: string): Promise<string> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: pluginId,
    });
    return token;
  }

  /** Reads the whole answer to a GET. */
  async get(pluginId: string, path: string): Promise<string> {
    const url = `${await this.#discovery.getBaseUrl(pluginId)}${path}`;
    const authorization = `Bearer ${await this.token(pluginId)}`;
    const response = await fetch(url, { headers: { authorization } });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.text();
  }
}
