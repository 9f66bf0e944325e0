import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { auditPermissions } from '@daytwo/backstage-plugin-audit-common';
import { ResourceLoader, type ResourceLoaderOptions } from './ResourceLoader';
import { auditRecordPermissionResourceRef } from './resource';
import { auditRecordPermissionRules } from './rules';

/** Tells the permission system what there is to decide about the audit log. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  options: ResourceLoaderOptions,
): void {
  const loader = ResourceLoader.create(options);
  registry.addResourceType({
    resourceRef: auditRecordPermissionResourceRef,
    permissions: auditPermissions,
    rules: Object.values(auditRecordPermissionRules),
    getResources: refs => loader.load(refs),
  });
}
