import type { AuditActor } from '@daytwo/backstage-plugin-audit-common';
import { RiArrowRightSLine } from '@remixicon/react';
import { useAuditTranslation } from '../../translation';
import { ActorName } from './ActorName';
import styles from './ActorChain.module.css';

/** From the person, or whatever acted first, to what acted last. @internal */
export const ActorChain = ({
  actors,
  tabIndex,
}: {
  actors: AuditActor[];
  tabIndex?: number;
}) => {
  const { t } = useAuditTranslation();
  const [first, ...others] = actors;
  return (
    <span className={styles.chain}>
      <span className={styles.first}>
        <ActorName actor={first} tabIndex={tabIndex} />
      </span>
      {others.length > 0 && (
        <span className={styles.others}>
          {others.map((actor, index) => (
            <span key={index} className={styles.link}>
              <RiArrowRightSLine
                size={14}
                className={styles.arrow}
                aria-label={t('record.through')}
              />
              <ActorName actor={actor} tabIndex={tabIndex} />
            </span>
          ))}
        </span>
      )}
    </span>
  );
};
