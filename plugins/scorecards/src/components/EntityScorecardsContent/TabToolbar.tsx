import {
  Button,
  ButtonLink,
  Flex,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { entityRefreshPermission } from '@daytwo/backstage-plugin-scorecards-common';
import { ReasonText } from '@daytwo/ui-kit';
import { RiDatabase2Line, RiRefreshLine } from '@remixicon/react';
import { useId } from 'react';
import { factsRouteRef } from '../../routes';
import { useScorecardsTranslation } from '../../translation';
import type { Refresh } from './useRefresh';
import type { TabState } from './useTabState';
import styles from './TabToolbar.module.css';

/** What may be done with the tab as a whole. @internal */
export const TabToolbar = ({
  entityRef,
  tab,
  refresh,
}: {
  entityRef: string;
  tab: TabState;
  refresh: Refresh;
}) => {
  const { t } = useScorecardsTranslation();
  const factsHref = useRouteRef(factsRouteRef);
  return (
    <div className={styles.bar}>
      <ShowToggle tab={tab} />
      <Flex align="center" gap="2" className={styles.actions}>
        <ButtonLink
          variant="secondary"
          iconStart={<RiDatabase2Line />}
          href={`${factsHref()}?entity=${encodeURIComponent(entityRef)}`}
        >
          {t('entity.overview.facts')}
        </ButtonLink>
        <RefreshButton refresh={refresh} />
      </Flex>
    </div>
  );
};

const ShowToggle = ({ tab }: { tab: TabState }) => {
  const { t } = useScorecardsTranslation();
  return (
    <ToggleButtonGroup
      aria-label={t('entity.overview.show')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[tab.onlyOpen ? 'open' : 'all']}
      onSelectionChange={keys => tab.setOnlyOpen(keys.has('open'))}
    >
      <ToggleButton id="all">{t('entity.overview.everything')}</ToggleButton>
      <ToggleButton id="open">{t('entity.overview.open')}</ToggleButton>
    </ToggleButtonGroup>
  );
};

const RefreshButton = ({ refresh }: { refresh: Refresh }) => {
  const { t } = useScorecardsTranslation();
  const reasonId = useId();
  const { allowed, loading } = usePermission({
    permission: entityRefreshPermission,
  });
  const denied = !loading && !allowed;
  return (
    <div className={styles.refresh}>
      <Button
        variant="secondary"
        iconStart={<RiRefreshLine />}
        isDisabled={!allowed}
        isPending={refresh.state.kind === 'running'}
        onPress={refresh.start}
        aria-describedby={denied ? reasonId : undefined}
      >
        {t('entity.refresh.action')}
      </Button>
      {denied && (
        <div id={reasonId}>
          <ReasonText>
            {t('entity.refresh.forbidden', {
              permission: entityRefreshPermission.name,
            })}
          </ReasonText>
        </div>
      )}
    </div>
  );
};
