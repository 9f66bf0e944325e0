import { collectionFunctions } from './collections';
import { conversionFunctions } from './conversions';
import type { RuleFunction } from './define';
import { stringFunctions } from './strings';
import { timeFunctions } from './times';

export { signatureOf, type ParameterKind, type RuleFunction } from './define';

const all: readonly RuleFunction[] = [
  ...collectionFunctions,
  ...conversionFunctions,
  ...stringFunctions,
  ...timeFunctions,
];

/** The signatures of a name, in one form. */
export function functionsNamed(
  name: string,
  form: RuleFunction['form'],
): readonly RuleFunction[] {
  return all.filter(item => item.name === name && item.form === form);
}

/** All names in one form. */
export function functionNames(form: RuleFunction['form']): Set<string> {
  return new Set(all.filter(item => item.form === form).map(item => item.name));
}
