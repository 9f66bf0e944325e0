import type { ScorecardResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { Button, Tag, TagGroup } from '@backstage/ui';
import { useScorecardsTranslation } from '../../../translation';
import { conditionName } from './conditionNames';
import { listFilters, valuesOf } from './entityFilter';
import type { Conditions } from './useConditions';
import styles from './EntitiesTab.module.css';

/** What narrows the entities just now; each can be taken away. @internal */
export const ActiveConditions = ({
  scorecard,
  conditions,
}: {
  scorecard: ScorecardResponse;
  conditions: Conditions;
}) => {
  const { t } = useScorecardsTranslation();
  const { query, count, set, clear } = conditions;
  if (count === 0) {
    return null;
  }
  const tags = listFilters.flatMap(key =>
    valuesOf(query, key).map(value => ({
      id: `${key}=${value}`,
      text: t('pages.filter.remove', {
        condition: t(`pages.filter.${key}`),
        value: conditionName(key, value, { scorecard, t }),
      }),
      remove: () =>
        set(
          key,
          valuesOf(query, key).filter(other => other !== value),
        ),
    })),
  );
  if (query.q) {
    tags.push({
      id: 'q',
      text: t('pages.filter.remove', {
        condition: t('pages.filter.text'),
        value: query.q,
      }),
      remove: () => set('q', undefined),
    });
  }
  return (
    <div className={styles.conditions}>
      <TagGroup
        aria-label={t('pages.filter.active')}
        onRemove={keys => tags.find(({ id }) => keys.has(id))?.remove()}
      >
        {tags.map(({ id, text }) => (
          <Tag key={id} id={id} textValue={text}>
            {text}
          </Tag>
        ))}
      </TagGroup>
      <Button size="small" variant="tertiary" onPress={clear}>
        {t('pages.filter.clear')}
      </Button>
    </div>
  );
};
