import type { Path } from '../paths';
import {
  isList,
  isMap,
  kindOf,
  ownField,
  RuleDuration,
  Unknown,
  type RuleMap,
  type RuleValue,
} from '../values';
import type { Slots } from './Planning';

/** One step of a path, with all that can be said about it beforehand. */
export interface Step {
  readonly key: string | number;
  readonly missing: Unknown;
  readonly parentIsNull: Unknown;
  readonly parentText: string;
  /** What stands in where the field is absent. */
  readonly fallback: RuleValue | undefined;
  /** The key is a number, or a name that objects inherit. */
  readonly needsCare: boolean;
}

const emptyMap = Object.freeze({});
const emptyList: readonly RuleValue[] = Object.freeze([]);

/** An entity that has no annotations has none: that is known, and not missing. */
const entityDefaults: ReadonlyMap<string, RuleValue> = new Map<
  string,
  RuleValue
>([
  ['entity.spec', emptyMap],
  ['entity.relations', emptyList],
  ['entity.metadata.annotations', emptyMap],
  ['entity.metadata.labels', emptyMap],
  ['entity.metadata.links', emptyList],
  ['entity.metadata.tags', emptyList],
]);

export function planSteps({ root, steps }: Path, slots: Slots): Step[] {
  const slot = slots.get(root);
  const origin = slot ? ` (${root} is an item of ${slot.list})` : '';
  let parentText = root;
  let place = root;
  return steps.map(({ key, text }) => {
    place += `.${key}`;
    const step = {
      key,
      missing: Unknown.missing(text, `is missing${origin}`),
      parentIsNull: Unknown.missing(parentText, `is null${origin}`),
      parentText,
      fallback: entityDefaults.get(place),
      needsCare: typeof key === 'number' || isInherited(key),
    };
    parentText = text;
    return step;
  });
}

function isInherited(key: string): boolean {
  return [Object, Date, RuleDuration].some(type => key in type.prototype);
}

/** Follows the steps from number `from` on; stops at the first that is not there. */
export function walkSteps(
  start: RuleValue,
  steps: readonly Step[],
  from: number,
): RuleValue {
  let value = start;
  for (let i = from; i < steps.length; i++) {
    const step = steps[i];
    const next = readStep(value, step);
    if (next === undefined) {
      if (step.fallback === undefined) return step.missing;
      value = step.fallback;
    } else if (next instanceof Unknown) {
      return next;
    } else {
      value = next;
    }
  }
  return value;
}

/** Whether the last step is there. What is absent or null has no fields. */
export function probeSteps(
  start: RuleValue,
  steps: readonly Step[],
  from: number,
): boolean | Unknown {
  let value = start;
  for (let i = from; i < steps.length; i++) {
    if (value === null) return false;
    const next = readStep(value, steps[i]);
    if (next === undefined) return false;
    if (next instanceof Unknown) return next;
    value = next;
  }
  return true;
}

function readStep(value: RuleValue, step: Step): RuleValue | undefined {
  const isPlain =
    typeof value === 'object' && value !== null && !Array.isArray(value);
  return isPlain && !step.needsCare
    ? (value as RuleMap)[step.key]
    : readCarefully(value, step);
}

function readCarefully(value: RuleValue, step: Step): RuleValue | undefined {
  const { key, parentText } = step;
  if (value === null) return step.parentIsNull;
  if (typeof key === 'number' && isList(value)) return value[key];
  if (typeof key === 'string' && isMap(value)) return ownField(value, key);
  return Unknown.type(
    `${parentText} is a ${kindOf(value)} and has no field ${JSON.stringify(
      key,
    )}`,
  );
}
