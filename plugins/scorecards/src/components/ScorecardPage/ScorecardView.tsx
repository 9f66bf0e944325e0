import type { ScorecardResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { Container } from '@backstage/ui';
import { BackLink } from '../ScorecardsPage/BackLink';
import { HiddenEntitiesNotice } from '../shared';
import { DefinitionProblems, ScorecardHeader, SweepProgress } from './header';
import { Headline } from './headline';
import { ScorecardTabs } from './ScorecardTabs';
import styles from './ScorecardView.module.css';

/** A scorecard that is loaded: the answer first, what it is made of below. @internal */
export const ScorecardView = ({
  scorecard,
}: {
  scorecard: ScorecardResponse;
}) => (
  <>
    <nav className={styles.back}>
      <BackLink />
    </nav>
    <ScorecardHeader scorecard={scorecard} />
    <Container>
      <div className={styles.page}>
        {scorecard.status.state === 'invalid' && (
          <DefinitionProblems scorecard={scorecard} />
        )}
        {scorecard.sweep && <SweepProgress sweep={scorecard.sweep} />}
        {scorecard.partial && <HiddenEntitiesNotice />}
        {scorecard.version > 0 && <Headline scorecard={scorecard} />}
        <ScorecardTabs scorecard={scorecard} />
      </div>
    </Container>
  </>
);
