import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ReactNode } from 'react';

/**
 * An entity by the catalog's own link, with its hover card.
 *
 * @public
 */
export const EntityLink = ({
  entityRef,
  children,
  hideIcon = true,
}: {
  entityRef: string;
  /** Another text than the catalog's name for it. */
  children?: ReactNode;
  hideIcon?: boolean;
}) => (
  <EntityRefLink entityRef={entityRef} hideIcon={hideIcon}>
    {children}
  </EntityRefLink>
);
