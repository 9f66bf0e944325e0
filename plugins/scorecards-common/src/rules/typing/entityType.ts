import {
  dyn,
  listOf,
  mapOf,
  string,
  type ObjectType,
  type RuleType,
} from './RuleType';

function object(fields: Record<string, RuleType>, open = false): ObjectType {
  return { kind: 'object', fields: new Map(Object.entries(fields)), open };
}

const link = object({ url: string, title: string, icon: string, type: string });

/** Own fields of a company are legal here: `entity.metadata['cost-centre']`. */
const metadata = object(
  {
    uid: string,
    etag: string,
    name: string,
    namespace: string,
    title: string,
    description: string,
    labels: mapOf(string),
    annotations: mapOf(string),
    tags: listOf(string),
    links: listOf(link),
  },
  true,
);

/** A catalog entity, as `@backstage/catalog-model` has it. */
export const entityType: ObjectType = object({
  apiVersion: string,
  kind: string,
  metadata,
  spec: mapOf(dyn),
  relations: listOf(object({ type: string, targetRef: string })),
});
