import type { Config } from '@backstage/config';
import type { Anchor } from './Anchor';
import { FileAnchor } from './FileAnchor';
import { GitAnchor } from './GitAnchor';
import { WebhookAnchor } from './WebhookAnchor';

function readAnchor(config: Config): Anchor {
  const type = config.getString('type');
  switch (type) {
    case 'file':
      return FileAnchor.create(config.getString('path'));
    case 'webhook':
      return WebhookAnchor.create({
        url: config.getString('url'),
        allowInsecure: config.getOptionalBoolean('allowInsecure'),
        secret: config.getString('secret'),
      });
    case 'git':
      return GitAnchor.create({
        directory: config.getString('directory'),
        remote: config.getOptionalString('remote'),
        branch: config.getOptionalString('branch'),
        author: {
          name: config.getOptionalString('author.name') ?? 'Daytwo audit',
          email: config.getOptionalString('author.email') ?? 'audit@localhost',
        },
      });
    default:
      throw new Error(
        `audit.seal.anchors: type must be file, webhook or git, not '${type}'`,
      );
  }
}

/** Reads `audit.seal.anchors`. @throws Error naming what is wrong */
export function readAnchors(config: Config): Anchor[] {
  const anchors = config.getOptionalConfigArray('audit.seal.anchors') ?? [];
  return anchors.map(readAnchor);
}
