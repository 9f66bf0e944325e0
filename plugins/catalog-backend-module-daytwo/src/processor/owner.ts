import {
  DEFAULT_NAMESPACE,
  KubernetesValidatorFunctions,
  parseEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { DefinitionProblem } from '@daytwo/backstage-plugin-scorecards-common';

/** Who owns a scorecard, or what is wrong with `spec.owner`. */
export type OwnerReading =
  | { ok: true; ref: CompoundEntityRef }
  | { ok: false; problems: DefinitionProblem[] };

const ownerKinds = ['group', 'user'];

/**
 * Reads `spec.owner`: a group of the scorecard's own namespace, unless the
 * reference says otherwise. An owner that is missing, or not a text, is left to
 * the schema.
 */
export function readOwner(entity: Entity): OwnerReading {
  const owner = entity.spec?.owner;
  if (typeof owner !== 'string' || owner === '') {
    return { ok: false, problems: [] };
  }
  const ref = parse(owner, entity.metadata.namespace);
  if (!ref) {
    return refuse(`"${owner}" is not an entity reference`);
  }
  if (!ownerKinds.includes(ref.kind.toLocaleLowerCase('en-US'))) {
    return refuse(`"${owner}" is a ${ref.kind}, which cannot own a scorecard`);
  }
  return { ok: true, ref };
}

function parse(
  owner: string,
  namespace: string = DEFAULT_NAMESPACE,
): CompoundEntityRef | undefined {
  try {
    const ref = parseEntityRef(owner, {
      defaultKind: 'Group',
      defaultNamespace: namespace,
    });
    return isLegal(ref) ? ref : undefined;
  } catch {
    return undefined;
  }
}

function isLegal({ kind, namespace, name }: CompoundEntityRef): boolean {
  return (
    KubernetesValidatorFunctions.isValidKind(kind) &&
    KubernetesValidatorFunctions.isValidNamespace(
      namespace.toLocaleLowerCase('en-US'),
    ) &&
    KubernetesValidatorFunctions.isValidObjectName(name)
  );
}

function refuse(message: string): OwnerReading {
  const expected = 'a group or a user, such as "group:default/platform"';
  return { ok: false, problems: [{ path: '/spec/owner', message, expected }] };
}
