import type { Config } from '@backstage/config';

/** Strongest first: who is in several lists gets the first of them. */
const CONFIGURABLE_ROLES = [
  'platform',
  'auditor',
  'lead',
  'contractor',
] as const;

/** What somebody is in the demo; who is in no list is a developer. */
export type Role = (typeof CONFIGURABLE_ROLES)[number] | 'developer';

/** Tells the role of somebody from the refs they own through. */
export type RoleOf = (ownershipRefs: string[]) => Role;

/** Reads `demo.roles`. */
export function readRoles(config: Config): RoleOf {
  const members = CONFIGURABLE_ROLES.map(role => ({
    role,
    refs: new Set(config.getOptionalStringArray(`demo.roles.${role}`)),
  }));
  return ownershipRefs =>
    members.find(({ refs }) => ownershipRefs.some(ref => refs.has(ref)))
      ?.role ?? 'developer';
}
