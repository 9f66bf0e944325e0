import { Button, Tag, TagGroup } from '@backstage/ui';
import { conditionsOf } from '../../filter';
import { useAuditTranslation } from '../../translation';
import { valueName } from '../shared';
import styles from './ActivityPage.module.css';
import type { Filter } from './useFilter';

/** What narrows the records just now; each can be taken away. @internal */
export const ActiveConditions = ({ filter }: { filter: Filter }) => {
  const { t } = useAuditTranslation();
  const { query, set, clear } = filter;
  const tags = conditionsOf(query).map(({ key, value }) => ({
    id: `${key}=${value}`,
    text: t('filter.condition', {
      name: t(`filter.${key}`),
      value: valueName(key, value, t),
    }),
    remove: () =>
      set({
        [key]: [query[key] ?? []].flat().filter(other => other !== value),
      }),
  }));
  if (tags.length === 0) {
    return null;
  }
  return (
    <div className={styles.conditions}>
      <TagGroup
        aria-label={t('filter.active')}
        onRemove={keys => tags.find(({ id }) => keys.has(id))?.remove()}
      >
        {tags.map(({ id, text }) => (
          <Tag key={id} id={id} textValue={text}>
            {text}
          </Tag>
        ))}
      </TagGroup>
      <Button size="small" variant="tertiary" onPress={clear}>
        {t('filter.clear')}
      </Button>
    </div>
  );
};
