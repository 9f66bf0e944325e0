/** How a request to sign in ended. */
export interface SignInResult {
  userEntityRef?: string;
  error?: { name: string; message: string };
}

const MOST = 256 * 1024;

/** What a JSON answer of the auth backend says. */
export function readJson(body: unknown): SignInResult {
  const { backstageIdentity, error } = Object(body);
  const userEntityRef = backstageIdentity?.identity?.userEntityRef;
  return {
    userEntityRef:
      typeof userEntityRef === 'string' ? userEntityRef : undefined,
    error: readError(error),
  };
}

/** What the page says that a popup ends with: the answer is in its script. */
export function readPage(page: string): SignInResult {
  const [, encoded] =
    /authResponse = decodeURIComponent\('([^']*)'\)/.exec(
      page.slice(0, MOST),
    ) ?? [];
  if (encoded === undefined) {
    return {};
  }
  try {
    const { response, error } = JSON.parse(decodeURIComponent(encoded));
    return readJson({ ...response, error });
  } catch {
    return {};
  }
}

/** Where a redirect leads that ends a sign-in. */
export function readRedirect(location: string): SignInResult {
  const query = location.slice(location.indexOf('?') + 1);
  const message = new URLSearchParams(query).get('error') ?? undefined;
  return message ? { error: { name: 'AuthenticationError', message } } : {};
}

function readError(error: unknown): SignInResult['error'] {
  const { name, message } = Object(error);
  return typeof name === 'string'
    ? { name, message: String(message) }
    : undefined;
}
