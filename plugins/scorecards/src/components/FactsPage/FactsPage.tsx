import { ButtonLink, Container, Header } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  EmptyState,
  EntityLink,
  toEntityRef,
  useUrlState,
} from '@daytwo/ui-kit';
import { useEntityTabHref } from '../../hooks';
import { sourcesRouteRef } from '../../routes';
import { useScorecardsTranslation } from '../../translation';
import { EntityFacts } from './EntityFacts';
import { EntityPicker } from './EntityPicker';
import styles from './FactsPage.module.css';

/** What is known about an entity. The address names it in `entity`. @internal */
export const FactsPage = () => {
  const { t } = useScorecardsTranslation();
  const sourcesHref = useRouteRef(sourcesRouteRef);
  const [entityRef, setEntityRef] = useUrlState('entity');
  return (
    <>
      <Header
        title={t('facts.title')}
        description={t('facts.description')}
        customActions={
          <ButtonLink variant="secondary" href={sourcesHref()}>
            {t('facts.toSources')}
          </ButtonLink>
        }
      />
      <Container className={styles.body}>
        <EntityPicker entityRef={entityRef} onChoose={setEntityRef} />
        {entityRef ? (
          <>
            {toEntityRef(entityRef) && <ChosenEntity entityRef={entityRef} />}
            <EntityFacts entityRef={entityRef} />
          </>
        ) : (
          <EmptyState title={t('facts.choose.title')}>
            {t('facts.choose.text')}
          </EmptyState>
        )}
      </Container>
    </>
  );
};

const ChosenEntity = ({ entityRef }: { entityRef: string }) => {
  const { t } = useScorecardsTranslation();
  const tabHref = useEntityTabHref();
  return (
    <div className={styles.entity}>
      <EntityLink entityRef={entityRef} hideIcon={false} />
      <ButtonLink variant="tertiary" size="small" href={tabHref(entityRef)}>
        {t('facts.toScorecards')}
      </ButtonLink>
    </div>
  );
};
