import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { AuditActor } from '@daytwo/backstage-plugin-audit-common';

const MCP_PLUGIN = 'mcp-actions';

/** What an action says about who does it, beside its credentials. */
export interface ActorHints {
  plugin: string;
  userAgent?: string;
  /** Only of what a plugin does by itself: in a request it may be made up. */
  meta?: Readonly<Record<string, unknown>>;
}

/** The chain from the person, or whatever acted first, to what acted last. */
export function actorsOf(
  auth: Pick<AuthService, 'isPrincipal'>,
  credentials: BackstageCredentials,
  hints: ActorHints,
): AuditActor[] {
  if (auth.isPrincipal(credentials, 'user')) {
    const { userEntityRef, actor } = credentials.principal;
    return [
      { type: 'user', ref: userEntityRef },
      ...(actor ? [serviceActor(actor.subject)] : []),
      ...mcpClient(hints),
    ];
  }
  if (auth.isPrincipal(credentials, 'service')) {
    const { subject } = credentials.principal;
    return [...behind(hints), serviceActor(subject)];
  }
  return [{ type: 'anonymous', ref: 'anonymous' }];
}

/** The MCP server acts for a person, through a client that names itself. */
function mcpClient({ plugin, userAgent }: ActorHints): AuditActor[] {
  if (plugin !== MCP_PLUGIN) {
    return [];
  }
  const [product] = /^[\w.-]{1,64}/.exec(userAgent ?? '') ?? [];
  return [{ type: 'agent', ref: `mcp:${product ?? 'client'}` }];
}

function serviceActor(subject: string): AuditActor {
  if (subject === `plugin:${MCP_PLUGIN}`) {
    return { type: 'agent', ref: subject };
  }
  return {
    type: subject.startsWith('plugin:') ? 'plugin' : 'service',
    ref: subject,
  };
}

/** Who is behind what a plugin does by itself: runs of templates name their person and task. */
function behind({ plugin, meta = {} }: ActorHints): AuditActor[] {
  const { createdBy, taskId } = meta;
  const chain: AuditActor[] = [];
  if (typeof createdBy === 'string' && createdBy) {
    const type = createdBy.startsWith('user:') ? 'user' : 'service';
    chain.push({ type, ref: createdBy });
  }
  if (plugin === 'scaffolder' && typeof taskId === 'string') {
    chain.push(taskActor(taskId));
  }
  return chain;
}

/** A task of the scaffolder, as what acts. */
export function taskActor(taskId: string): AuditActor {
  return { type: 'agent', ref: `scaffolder-task:${taskId}` };
}
