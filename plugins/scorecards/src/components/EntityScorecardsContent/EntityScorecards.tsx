import type { EntityScorecard } from './checkGroups';
import { RefreshPanel } from './RefreshPanel';
import { ScorecardSection } from './ScorecardSection';
import { ScorecardTiles } from './ScorecardTiles';
import { TabToolbar } from './TabToolbar';
import { useRefresh } from './useRefresh';
import { useTabState } from './useTabState';

/** The tab with data: the answers at a glance, then a section for each scorecard. @internal */
export const EntityScorecards = ({
  entityRef,
  items,
  onRefreshed,
}: {
  entityRef: string;
  items: EntityScorecard[];
  onRefreshed: () => void;
}) => {
  const tab = useTabState();
  const refresh = useRefresh(entityRef, onRefreshed);
  const shown = items.filter(
    ({ scorecard }) => !tab.scorecardRef || scorecard.ref === tab.scorecardRef,
  );
  return (
    <>
      <TabToolbar entityRef={entityRef} tab={tab} refresh={refresh} />
      <RefreshPanel refresh={refresh} />
      {items.length > 1 && <ScorecardTiles items={items} tab={tab} />}
      {(shown.length > 0 ? shown : items).map(item => (
        <ScorecardSection
          key={item.scorecard.ref}
          entityRef={entityRef}
          item={item}
          tab={tab}
        />
      ))}
    </>
  );
};
