import type { JsonObject } from '@backstage/types';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { toPointer } from './pointer';
import { MAX_PROBLEMS, type FactProblem } from './RegisteredSource';

const options = {
  allErrors: true,
  // A keyword or format that is not known is a typo, and would check nothing.
  strictSchema: true,
  strictTypes: false,
  strictTuples: false,
  allowUnionTypes: true,
  verbose: true,
} as const;

/** Draft 7 unless the schema names a later draft. */
function createAjv({ $schema }: JsonObject): Ajv {
  const isLater = /draft\/20(19|20)-/.test(String($schema ?? ''));
  const ajv = isLater ? new Ajv2020(options) : new Ajv(options);
  addFormats(ajv);
  return ajv as Ajv;
}

/**
 * Makes a JSON Schema ready to check facts.
 *
 * @throws Error saying what is wrong with the schema, and where
 */
export function compileJsonSchema(
  schema: JsonObject,
): (fact: unknown) => FactProblem[] {
  if (schema.type !== 'object') {
    const found = JSON.stringify(schema.type) ?? 'missing';
    throw new Error(`at /type: must be "object", is ${found}`);
  }
  const ajv = createAjv(schema);
  const { $schema: _, ...body } = schema;
  if (!ajv.validateSchema(body)) {
    throw new Error(describeSchemaErrors(ajv.errors ?? []));
  }
  const validate = ajv.compile(body);
  return fact => problemsOf(validate, fact);
}

function describeSchemaErrors(errors: readonly ErrorObject[]): string {
  const lines = errors
    .slice(0, 5)
    .map(error => `at ${error.instancePath || '/'}: ${messageOf(error)}`);
  return [...new Set(lines)].join('; ');
}

function problemsOf(validate: ValidateFunction, fact: unknown): FactProblem[] {
  if (validate(fact)) return [];
  return (validate.errors ?? []).slice(0, MAX_PROBLEMS).map(error => ({
    path: pathOf(error),
    message: messageOf(error),
  }));
}

/** The field that is meant, where ajv names the object that lacks or has it. */
function pathOf({ instancePath, params }: ErrorObject): string {
  const field = params.missingProperty ?? params.additionalProperty;
  return field === undefined
    ? instancePath
    : `${instancePath}${toPointer([field])}`;
}

function messageOf(error: ErrorObject): string {
  const { keyword, params, message = 'is not valid' } = error;
  switch (keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties':
      return 'is not a known field';
    case 'enum':
      return `must be one of ${params.allowedValues.map(quote).join(', ')}`;
    case 'type':
      return `${message}, is ${describe(error.data)}`;
    default:
      return message;
  }
}

function quote(value: unknown): string {
  return JSON.stringify(value);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'string')
    return `the string ${quote(value.slice(0, 50))}`;
  return String(value);
}
