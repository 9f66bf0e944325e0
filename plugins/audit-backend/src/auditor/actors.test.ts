import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actorsOf, type ActorHints } from './actors';

const auth = mockServices.auth();
const ada = { type: 'user', ref: 'user:default/ada' };
const user = mockCredentials.user('user:default/ada');

const of = (
  credentials: Parameters<typeof actorsOf>[1],
  hints: Partial<ActorHints> = {},
) => actorsOf(auth, credentials, { plugin: 'catalog', ...hints });

describe('actorsOf', () => {
  it('names a person, and the plugin that acts for them', () => {
    expect(of(user)).toEqual([ada]);
    const behalf = mockCredentials.user('user:default/ada', {
      actor: { subject: 'plugin:scaffolder' },
    });
    expect(of(behalf)).toEqual([
      ada,
      { type: 'plugin', ref: 'plugin:scaffolder' },
    ]);
  });

  it('names the MCP client and the person it acts for', () => {
    expect(
      of(user, { plugin: 'mcp-actions', userAgent: 'acme-cli/2.0 (x)' }),
    ).toEqual([ada, { type: 'agent', ref: 'mcp:acme-cli' }]);
    expect(of(user, { plugin: 'mcp-actions' })).toEqual([
      ada,
      { type: 'agent', ref: 'mcp:client' },
    ]);
    const behalf = mockCredentials.user('user:default/ada', {
      actor: { subject: 'plugin:mcp-actions' },
    });
    expect(of(behalf)).toEqual([
      ada,
      { type: 'agent', ref: 'plugin:mcp-actions' },
    ]);
  });

  it('tells plugins from services outside', () => {
    expect(of(mockCredentials.service('plugin:search'))).toEqual([
      { type: 'plugin', ref: 'plugin:search' },
    ]);
    expect(of(mockCredentials.service('external:ci'))).toEqual([
      { type: 'service', ref: 'external:ci' },
    ]);
    expect(of(mockCredentials.none())).toEqual([
      { type: 'anonymous', ref: 'anonymous' },
    ]);
  });

  it('names the person and the task behind a run of a template', () => {
    const plugin = 'scaffolder';
    const own = mockCredentials.service('plugin:scaffolder');
    const meta = { createdBy: 'user:default/ada', taskId: 't1' };
    expect(of(own, { plugin, meta })).toEqual([
      ada,
      { type: 'agent', ref: 'scaffolder-task:t1' },
      { type: 'plugin', ref: 'plugin:scaffolder' },
    ]);
    expect(of(own, { plugin, meta: { taskId: 't1' } })).toHaveLength(2);
    // What a person sends is no proof of who they are.
    expect(
      of(user, { plugin, meta: { createdBy: 'user:default/eve' } }),
    ).toEqual([ada]);
  });
});
