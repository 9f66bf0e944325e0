import { useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink, Container, Header, Text } from '@backstage/ui';
import {
  EmptyState,
  LoadingSkeleton,
  useUrlParams,
  WhenLoaded,
} from '@daytwo/ui-kit';
import { useScorecards } from '../../hooks';
import { factsRouteRef, sourcesRouteRef } from '../../routes';
import { useScorecardsTranslation } from '../../translation';
import { HiddenEntitiesNotice } from '../shared';
import { ListControls } from './ListControls';
import {
  listSorts,
  matching,
  ordered,
  type ListedScorecard,
} from './listOrder';
import { NoScorecards } from './NoScorecards';
import { ScorecardListItem } from './ScorecardListItem';
import styles from './ScorecardList.module.css';

const OtherPages = () => {
  const { t } = useScorecardsTranslation();
  const facts = useRouteRef(factsRouteRef);
  const sources = useRouteRef(sourcesRouteRef);
  return (
    <>
      <ButtonLink href={facts()} variant="secondary">
        {t('pages.list.facts')}
      </ButtonLink>
      <ButtonLink href={sources()} variant="secondary">
        {t('pages.list.sources')}
      </ButtonLink>
    </>
  );
};

const Loaded = ({ items }: { items: ListedScorecard[] }) => {
  const { t } = useScorecardsTranslation();
  const { get, update } = useUrlParams();
  const text = get('q') ?? '';
  const sort = listSorts.find(known => known === get('sort')) ?? 'name';
  const shown = ordered(matching(items, text), sort);
  const refused = items.filter(item => item.status.state === 'invalid').length;
  const summary = [
    t('pages.list.count', { count: items.length }),
    ...(refused > 0 ? [t('pages.list.refused', { count: refused })] : []),
  ].join(' · ');
  return (
    <div className={styles.page}>
      <Text as="p" color="secondary">
        {summary}
      </Text>
      {items.some(item => item.partial) && <HiddenEntitiesNotice />}
      <ListControls text={text} sort={sort} onChange={update} />
      {shown.length > 0 ? (
        <ul className={styles.list}>
          {shown.map(scorecard => (
            <ScorecardListItem key={scorecard.ref} scorecard={scorecard} />
          ))}
        </ul>
      ) : (
        <EmptyState title={t('pages.list.noMatch', { text })} />
      )}
    </div>
  );
};

/** All scorecards with their numbers. @internal */
export const ScorecardList = () => {
  const { t } = useScorecardsTranslation();
  const state = useScorecards('listScorecards', {});
  return (
    <>
      <Header title={t('pages.list.title')} customActions={<OtherPages />} />
      <Container>
        <WhenLoaded
          state={state}
          skeleton={<LoadingSkeleton rows={[40, 128, 128, 128]} />}
          failed={t('pages.list.failed')}
          permission={t('pages.permission.scorecards')}
        >
          {({ items }) =>
            items.length > 0 ? <Loaded items={items} /> : <NoScorecards />
          }
        </WhenLoaded>
      </Container>
    </>
  );
};
