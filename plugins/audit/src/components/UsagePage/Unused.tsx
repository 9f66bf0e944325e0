import { Text } from '@backstage/ui';
import { ReasonText } from '@daytwo/ui-kit';
import { useAuditTranslation } from '../../translation';
import { RefLink } from '../shared';
import styles from './UsagePage.module.css';

/** Templates that nobody ran: candidates to mend or to retire. @internal */
export const Unused = ({ templates }: { templates: string[] }) => {
  const { t } = useAuditTranslation();
  return (
    <section className={styles.unused}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('usage.unused')}
      </Text>
      <ReasonText>
        {templates.length > 0
          ? t('usage.unusedWhy', { count: templates.length })
          : t('usage.unusedNone')}
      </ReasonText>
      <ul>
        {templates.map(ref => (
          <li key={ref}>
            <RefLink entityRef={ref} />
          </li>
        ))}
      </ul>
    </section>
  );
};
