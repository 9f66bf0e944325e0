import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  coreServices,
  createServiceFactory,
  type ServiceFactory,
  type ServiceRef,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  type ActionsRegistryService,
} from '@backstage/backend-plugin-api/alpha';
import { auditCaptureServiceRef } from '../../capture/writerService';
import { CapturingActionsRegistry } from './CapturingActionsRegistry';

/** What every service factory is inside, though its type does not say so. */
interface Opened {
  deps: Record<string, ServiceRef<unknown>>;
  factory: (deps: object) => Promise<ActionsRegistryService>;
}

const ours = {
  auditAuth: coreServices.auth,
  auditCapture: auditCaptureServiceRef,
  auditedPlugin: coreServices.pluginMetadata,
};

/**
 * The actions registry of every plugin: Backstage's own, which cannot be had but
 * from its factory, with each run in the audit log.
 *
 * Empty where a factory is not what it was: then actions work as ever, and are
 * not in the log. A test tells us.
 */
export function actionsRegistryFactories(): ServiceFactory[] {
  const standard = open(actionsRegistryServiceFactory);
  if (!standard) {
    return [];
  }
  return [
    createServiceFactory({
      service: actionsRegistryServiceRef,
      deps: { ...standard.deps, ...ours } as typeof ours,
      factory: async deps =>
        CapturingActionsRegistry.create({
          inner: await standard.factory(deps),
          auth: deps.auditAuth,
          capture: deps.auditCapture,
          plugin: deps.auditedPlugin,
        }),
    }),
  ];
}

function open(feature: ServiceFactory): Opened | undefined {
  const { deps, factory, createRootContext } = feature as Partial<Opened> & {
    createRootContext?: unknown;
  };
  return typeof deps === 'object' &&
    typeof factory === 'function' &&
    createRootContext === undefined
    ? { deps, factory }
    : undefined;
}
