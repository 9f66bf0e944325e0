import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Container, Link, VisuallyHidden } from '@backstage/ui';
import { auditHoldManagePermission } from '@daytwo/backstage-plugin-audit-common';
import type { ReactNode } from 'react';
import {
  holdsRouteRef,
  rootRouteRef,
  sealRouteRef,
  usageRouteRef,
} from '../../routes';
import { useAuditTranslation } from '../../translation';
import styles from './Page.module.css';

type Tab = 'records' | 'usage' | 'seal' | 'holds';
const order: readonly Tab[] = ['records', 'usage', 'seal', 'holds'];

const Tabs = ({ current }: { current: Tab }) => {
  const { t } = useAuditTranslation();
  const { allowed: managesHolds } = usePermission({
    permission: auditHoldManagePermission,
  });
  const shown = order.filter(
    tab => tab !== 'holds' || tab === current || managesHolds,
  );
  const hrefs: Record<Tab, string> = {
    records: useRouteRef(rootRouteRef)(),
    usage: useRouteRef(usageRouteRef)(),
    seal: useRouteRef(sealRouteRef)(),
    holds: useRouteRef(holdsRouteRef)(),
  };
  return (
    <nav aria-label={t('pages.title')} className={styles.tabs}>
      {shown.map(tab => (
        <Link
          key={tab}
          href={hrefs[tab]}
          standalone
          aria-current={tab === current ? 'page' : undefined}
          className={styles.tab}
        >
          {t(`pages.tab.${tab}`)}
        </Link>
      ))}
    </nav>
  );
};

/** One of the plugin's pages, below the way to the others. @internal */
export const Page = ({
  tab,
  actions,
  children,
}: {
  tab: Tab;
  actions?: ReactNode;
  children: ReactNode;
}) => {
  const { t } = useAuditTranslation();
  return (
    <Container className={styles.page}>
      <VisuallyHidden>
        <h2>{t(`pages.tab.${tab}`)}</h2>
      </VisuallyHidden>
      <div className={styles.bar}>
        <Tabs current={tab} />
        <div className={styles.actions}>{actions}</div>
      </div>
      {children}
    </Container>
  );
};
