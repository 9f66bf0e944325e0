import type {
  AuthService,
  BackstageCredentials,
  PluginMetadataService,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { actorsOf } from '../../auditor/actors';
import { CapturedEvent, type EventStart } from '../../auditor/CapturedEvent';
import { outcomeOf } from '../../auditor/outcome';
import type { AuditCapture } from '../../capture/AuditCapture';

/** What {@link CapturingActionsRegistry} works with. */
export interface CapturingActionsRegistryOptions {
  /** Where actions are registered. */
  inner: ActionsRegistryService;
  capture: AuditCapture;
  auth: Pick<AuthService, 'isPrincipal'>;
  plugin: PluginMetadataService;
}

interface Described {
  name: string;
  attributes?: { readOnly?: boolean };
}

interface Call {
  input: unknown;
  credentials: BackstageCredentials;
}

/**
 * Registers actions such that each run of one is in the audit log: Backstage's
 * registry tells its auditor nothing. What is refused before the action runs, as
 * its input is wrong say, is no run.
 */
export class CapturingActionsRegistry implements ActionsRegistryService {
  readonly #o: CapturingActionsRegistryOptions;

  private constructor(options: CapturingActionsRegistryOptions) {
    this.#o = options;
  }

  static create(
    options: CapturingActionsRegistryOptions,
  ): CapturingActionsRegistry {
    return new CapturingActionsRegistry(options);
  }

  readonly register: ActionsRegistryService['register'] = options => {
    const captured: typeof options = {
      ...options,
      action: context =>
        this.#run(this.#describe(options, context), () =>
          options.action(context),
        ),
    };
    this.#o.inner.register(captured);
  };

  async #run<T>(start: EventStart, action: () => Promise<T>): Promise<T> {
    const event = CapturedEvent.create(this.#o.capture, start);
    await event.begin();
    let result;
    try {
      result = await action();
    } catch (error) {
      const outcome = outcomeOf(error);
      await event.end({ outcome, error: toError(error) });
      throw error;
    }
    await event.end({ outcome: 'succeeded' });
    return result;
  }

  #describe(
    { name, attributes }: Described,
    { input, credentials }: Call,
  ): EventStart {
    const plugin = this.#o.plugin.getId();
    return {
      plugin,
      event: 'action-invoke',
      severity: attributes?.readOnly ? 'low' : 'medium',
      actors: actorsOf(this.#o.auth, credentials, { plugin }),
      meta: { actionId: `${plugin}:${name}`, input: input as JsonObject },
    };
  }
}
