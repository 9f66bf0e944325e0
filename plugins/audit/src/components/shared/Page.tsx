import { Container, Header } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ReactNode } from 'react';
import { rootRouteRef, sealRouteRef, usageRouteRef } from '../../routes';
import { useAuditTranslation } from '../../translation';
import styles from './Page.module.css';

/** The tabs of the plugin around one of its pages. @internal */
export const Page = ({
  tab,
  actions,
  children,
}: {
  tab: 'records' | 'seal' | 'usage';
  actions?: ReactNode;
  children: ReactNode;
}) => {
  const { t } = useAuditTranslation();
  const hrefs = {
    records: useRouteRef(rootRouteRef)(),
    seal: useRouteRef(sealRouteRef)(),
    usage: useRouteRef(usageRouteRef)(),
  };
  const tabs = (['records', 'usage', 'seal'] as const).map(id => ({
    id,
    label: t(`pages.tab.${id}`),
    href: hrefs[id],
  }));
  return (
    <>
      <Header
        title={t(`pages.tab.${tab}`)}
        tabs={tabs}
        activeTabId={tab}
        customActions={actions}
      />
      <Container className={styles.page}>{children}</Container>
    </>
  );
};
