import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { toEntityRef } from '@daytwo/ui-kit';
import styles from './RefLink.module.css';

/**
 * An entity by the catalog's own link, with its hover card; a text that is no
 * entity ref stays a text.
 *
 * @internal
 */
export const RefLink = ({
  entityRef,
  tabIndex,
}: {
  entityRef: string;
  tabIndex?: number;
}) => {
  const known = toEntityRef(entityRef);
  return known ? (
    <EntityRefLink
      entityRef={known}
      hideIcon
      tabIndex={tabIndex}
      className={styles.link}
    />
  ) : (
    <span className={styles.text}>{entityRef}</span>
  );
};
