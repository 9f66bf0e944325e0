import type { Entity } from '@backstage/catalog-model';
import type { FactsBySource } from './facts';
import type { Random } from './Random';
import { sources, type FieldSpec, type SourceSpec } from './sources';

/** What a rule is held against. @internal */
export interface Subject {
  entity: Entity;
  facts: FactsBySource;
}

/** A comparison of one value of a fact. @internal */
export interface FactComparison {
  source: string;
  field: string;
  operator: '>=' | '<=' | '==' | '!=';
  value: string | number | boolean;
}

/**
 * One comparison of a rule: as CEL, and as plain code that says the same, so
 * that the engine can be checked by something that is not the engine.
 *
 * @internal
 */
export interface Term {
  cel: string;
  /** Undefined where what it reads is missing. */
  test(subject: Subject): boolean | undefined;
  /** Present where it reads a fact. */
  comparison?: FactComparison;
}

/** Shares of entities that pass lie in this range. */
const LOW = 0.55;
const HIGH = 0.97;

function compare({ operator, value }: FactComparison, found: unknown): boolean {
  switch (operator) {
    case '>=':
      return (found as number) >= (value as number);
    case '<=':
      return (found as number) <= (value as number);
    case '==':
      return found === value;
    default:
      return found !== value;
  }
}

/** A demand that about the right share of the values meets. */
function demand(
  field: FieldSpec,
  random: Random,
): Pick<FactComparison, 'operator' | 'value'> {
  if (field.type === 'boolean') {
    return { operator: '==', value: field.share >= 0.5 };
  }
  if (field.type === 'string') {
    return { operator: '!=', value: random.pick(field.values) };
  }
  const share = LOW + (HIGH - LOW) * random.next();
  const width = field.to - field.from;
  return random.chance(0.5)
    ? { operator: '>=', value: Math.round(field.to - share * width) }
    : { operator: '<=', value: Math.round(field.from + share * width) };
}

/** A comparison as a term. @internal */
export function comparisonTerm(comparison: FactComparison): Term {
  const { source, field, operator, value } = comparison;
  return {
    cel: `facts.${source}.${field} ${operator} ${JSON.stringify(value)}`,
    comparison,
    test: ({ facts }) => {
      const fact = facts[source];
      return fact && compare(comparison, fact[field]);
    },
  };
}

/** Demands something of one field of a source. @internal */
export function factTerm(source: SourceSpec, random: Random): Term {
  const field = random.pick(Object.keys(source.fields));
  const asked = demand(source.fields[field], random);
  return comparisonTerm({ source: source.id, field, ...asked });
}

function entityTerm(cel: string, test: (entity: Entity) => boolean): Term {
  return { cel, test: ({ entity }) => test(entity) };
}

/** Demands on the entity itself. */
const entityTerms: readonly Term[] = [
  entityTerm('has(entity.metadata.description)', e =>
    Boolean(e.metadata.description),
  ),
  entityTerm(
    'size(entity.metadata.tags) >= 2',
    e => (e.metadata.tags ?? []).length >= 2,
  ),
  entityTerm(
    'entity.spec.lifecycle != "deprecated"',
    e => e.spec?.lifecycle !== 'deprecated',
  ),
  entityTerm('entity.spec.type in ["service", "website", "library"]', e =>
    ['service', 'website', 'library'].includes(String(e.spec?.type)),
  ),
  entityTerm(
    '!entity.metadata.tags.exists(t, t == "legacy")',
    e => !(e.metadata.tags ?? []).includes('legacy'),
  ),
  entityTerm(
    'entity.metadata.annotations["github.com/project-slug"].startsWith("acme/")',
    () => true,
  ),
  entityTerm('facts.catalog.hasDocs', e =>
    Boolean(e.metadata.annotations?.['backstage.io/techdocs-ref']),
  ),
  entityTerm(
    'facts.catalog.ownerExists',
    e => !String(e.spec?.owner).startsWith('group:default/gone'),
  ),
  entityTerm(
    'facts.catalog.dependencies <= 2',
    e => (e.relations ?? []).filter(r => r.type === 'dependsOn').length <= 2,
  ),
];

/** A demand on the entity, or on what the catalog knows of it. @internal */
export function anyEntityTerm(random: Random): Term {
  return random.pick(entityTerms);
}

/** A source, each as likely as the others. @internal */
export function anySource(random: Random): SourceSpec {
  return random.pick(sources);
}
