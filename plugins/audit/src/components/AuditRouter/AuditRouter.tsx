import { useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink, Container } from '@backstage/ui';
import { EmptyState, LoadingSkeleton } from '@daytwo/ui-kit';
import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { rootRouteRef } from '../../routes';
import { useAuditTranslation } from '../../translation';
import styles from './AuditRouter.module.css';

const ActivityPage = lazy(() =>
  import('../ActivityPage').then(m => ({ default: m.ActivityPage })),
);
const HoldsPage = lazy(() =>
  import('../HoldsPage').then(m => ({ default: m.HoldsPage })),
);
const SealPage = lazy(() =>
  import('../SealPage').then(m => ({ default: m.SealPage })),
);
const UsagePage = lazy(() =>
  import('../UsagePage').then(m => ({ default: m.UsagePage })),
);

const NoSuchPage = () => {
  const { t } = useAuditTranslation();
  const root = useRouteRef(rootRouteRef);
  return (
    <EmptyState
      title={t('pages.notFound')}
      action={
        <ButtonLink href={root()} variant="secondary">
          {t('pages.notFoundAction')}
        </ButtonLink>
      }
    />
  );
};

const PageSkeleton = () => (
  <Container>
    <LoadingSkeleton framed rows={[56, 96, 40, 40, 40, 40]} />
  </Container>
);

/**
 * All pages of the plugin below its mount point.
 *
 * @internal
 */
export const AuditRouter = () => (
  <main className={styles.main}>
    <Suspense fallback={<PageSkeleton />}>
      <Routes>
        <Route path="/" element={<ActivityPage />} />
        <Route path="/seal" element={<SealPage />} />
        <Route path="/usage" element={<UsagePage />} />
        <Route path="/holds" element={<HoldsPage />} />
        <Route path="*" element={<NoSuchPage />} />
      </Routes>
    </Suspense>
  </main>
);
