import { ButtonLink, Container, Header } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EmptyState, LoadingSkeleton, WhenLoaded } from '@daytwo/ui-kit';
import { useScorecards } from '../../hooks';
import { factsRouteRef } from '../../routes';
import { useScorecardsTranslation } from '../../translation';
import { SourceCard } from './SourceCard';
import { SourcesHealth } from './SourcesHealth';
import { troubledFirst } from './troubledFirst';
import styles from './SourcesPage.module.css';

/** Where facts come from, and whether that works. @internal */
export const SourcesPage = () => {
  const { t } = useScorecardsTranslation();
  const factsHref = useRouteRef(factsRouteRef);
  const state = useScorecards('listSources', {});
  return (
    <>
      <Header
        title={t('facts.sources.title')}
        description={t('facts.sources.description')}
        customActions={
          <ButtonLink variant="secondary" href={factsHref()}>
            {t('facts.title')}
          </ButtonLink>
        }
      />
      <Container className={styles.body}>
        <WhenLoaded
          state={state}
          skeleton={<LoadingSkeleton framed rows={[40, 180, 180]} />}
          failed={t('facts.sources.failed')}
          permission="scorecards.fact.read"
        >
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('facts.sources.none.title')}>
                {t('facts.sources.none.text')}
              </EmptyState>
            ) : (
              <>
                <SourcesHealth sources={items} />
                {troubledFirst(items).map(source => (
                  <SourceCard key={source.id} source={source} />
                ))}
              </>
            )
          }
        </WhenLoaded>
      </Container>
    </>
  );
};
