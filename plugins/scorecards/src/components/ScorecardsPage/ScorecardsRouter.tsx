import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { Container } from '@backstage/ui';
import { EmptyState, LoadingSkeleton } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import { BackLink } from './BackLink';
import { ScorecardList } from './ScorecardList';
import styles from './ScorecardsRouter.module.css';

const ScorecardPage = lazy(() =>
  import('../ScorecardPage').then(m => ({ default: m.ScorecardPage })),
);
const FactsPage = lazy(() =>
  import('../FactsPage').then(m => ({ default: m.FactsPage })),
);
const SourcesPage = lazy(() =>
  import('../SourcesPage').then(m => ({ default: m.SourcesPage })),
);

const NoSuchPage = () => {
  const { t } = useScorecardsTranslation();
  return (
    <EmptyState title={t('pages.notFound.page')} action={<BackLink />}>
      {t('pages.notFound.why')}
    </EmptyState>
  );
};

const PageSkeleton = () => (
  <Container>
    <LoadingSkeleton rows={[56, 160, 40, 320]} />
  </Container>
);

/**
 * All pages of the plugin below its mount point.
 *
 * @internal
 */
export const ScorecardsRouter = () => (
  <main className={styles.main}>
    <Suspense fallback={<PageSkeleton />}>
      <Routes>
        <Route path="/" element={<ScorecardList />} />
        <Route path="/facts" element={<FactsPage />} />
        <Route path="/sources" element={<SourcesPage />} />
        <Route path="/:namespace/:name" element={<ScorecardPage />} />
        <Route path="*" element={<NoSuchPage />} />
      </Routes>
    </Suspense>
  </main>
);
