import { NotAllowedError, ResponseError } from '@backstage/errors';
import {
  isAbsent,
  isForbidden,
  isNotFound,
  isRefused,
  messageOf,
  statusOf,
} from './errors';

function refused(status: number, name: string, message: string) {
  const body = { error: { name, message }, response: { statusCode: status } };
  return ResponseError.fromResponse({
    ok: false,
    status,
    statusText: '',
    headers: new Headers({ 'content-type': 'application/json' }),
    redirected: false,
    type: 'default',
    url: 'http://backend.test',
    body: null,
    bodyUsed: false,
    json: async () => body,
    text: async () => JSON.stringify(body),
  } as unknown as Parameters<typeof ResponseError.fromResponse>[0]);
}

describe('errors of a backend', () => {
  it('are told in its own words', async () => {
    const error = await refused(400, 'InputError', 'query.limit: too big');
    expect(messageOf(error)).toBe('query.limit: too big');
    expect(statusOf(error)).toBe(400);
  });

  it('tell what is not there from what is not installed', async () => {
    expect(isNotFound(await refused(404, 'NotFoundError', 'no'))).toBe(true);
    expect(isNotFound(await refused(404, 'Error', 'no'))).toBe(false);
  });

  it('tell what is forbidden', async () => {
    expect(isForbidden(await refused(403, 'Error', 'no'))).toBe(true);
    expect(isForbidden(new NotAllowedError('no'))).toBe(true);
    expect(isForbidden(await refused(500, 'Error', 'no'))).toBe(false);
  });

  it('tell that the plugin is not installed', async () => {
    expect(isAbsent(await refused(404, 'Error', 'no'))).toBe(true);
    expect(isAbsent(await refused(404, 'NotFoundError', 'no'))).toBe(false);
    expect(isAbsent(await refused(500, 'Error', 'no'))).toBe(false);
    expect(isAbsent(new TypeError('Failed to fetch'))).toBe(false);
  });

  it('tell what need not be asked again', async () => {
    expect(isRefused(await refused(404, 'Error', 'no'))).toBe(true);
    expect(isRefused(await refused(403, 'NotAllowedError', 'no'))).toBe(true);
    expect(isRefused(await refused(404, 'NotFoundError', 'no'))).toBe(false);
    expect(isRefused(await refused(503, 'Error', 'no'))).toBe(false);
  });

  it('are told without the page that a proxy sends', async () => {
    const said = 'Request failed with status 502 Bad Gateway';
    const page = `${said}, <html><body>nginx</body></html>`;
    expect(messageOf(await refused(502, 'Error', page))).toBe(said);
    const tag = 'name: must not contain <b>';
    expect(messageOf(await refused(400, 'InputError', tag))).toBe(tag);
  });

  it('are named where they say nothing', () => {
    expect(messageOf(new TypeError(''))).toBe('TypeError');
  });
});
