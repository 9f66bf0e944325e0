import type { ScorecardResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { useUrlState } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import { ChecksTab } from './checks';
import { DefinitionTab } from './definition';
import { EntitiesTab } from './entities';
import { MovementTab } from './movement';
import { RollupTab } from './rollup';
import styles from './ScorecardView.module.css';

const views = {
  teams: RollupTab,
  entities: EntitiesTab,
  checks: ChecksTab,
  movement: MovementTab,
  definition: DefinitionTab,
} as const;

type View = keyof typeof views;
const names = Object.keys(views) as View[];

/** The views of a scorecard; which one is open is kept in the address. @internal */
export const ScorecardTabs = ({
  scorecard,
}: {
  scorecard: ScorecardResponse;
}) => {
  const { t } = useScorecardsTranslation();
  const [tab, setTab] = useUrlState<string>('tab', 'teams');
  return (
    <Tabs
      selectedKey={names.find(name => name === tab) ?? 'teams'}
      onSelectionChange={key => setTab(String(key))}
    >
      <div className={styles.tabs}>
        <TabList aria-label={t('pages.page.tabs.label')}>
          {names.map(name => (
            <Tab key={name} id={name} className={styles.tab}>
              {t(`pages.page.tabs.${name}`)}
            </Tab>
          ))}
        </TabList>
      </div>
      {names.map(name => {
        const Panel = views[name];
        return (
          <TabPanel key={name} id={name}>
            <div className={styles.panel}>
              <Panel scorecard={scorecard} />
            </div>
          </TabPanel>
        );
      })}
    </Tabs>
  );
};
