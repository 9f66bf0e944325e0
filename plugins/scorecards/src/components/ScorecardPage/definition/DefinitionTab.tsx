import type {
  ScorecardResponse,
  VersionListResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import { Badge, BgProvider, Button } from '@backstage/ui';
import {
  EmptyState,
  LoadingSkeleton,
  Since,
  useNotice,
  WhenLoaded,
} from '@daytwo/ui-kit';
import { RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';
import { useScorecards } from '../../../hooks';
import { useScorecardsTranslation } from '../../../translation';
import { isAbout, paramsOf } from '../params';
import { toYaml } from './toYaml';
import styles from './DefinitionTab.module.css';

type Version = VersionListResponse['items'][number];

const ChangedChecks = ({
  version: { version, changedChecks },
  scorecard,
}: {
  version: Version;
  scorecard: ScorecardResponse;
}) => {
  const { t } = useScorecardsTranslation();
  if (version === 1) {
    return <span>{t('pages.definition.first')}</span>;
  }
  const titles = changedChecks.map(
    id => scorecard.checks.find(check => check.id === id)?.title ?? id,
  );
  return (
    <span>
      {titles.length > 0
        ? t('pages.definition.changed', { checks: titles.join(', ') })
        : t('pages.definition.unchanged')}
    </span>
  );
};

const Spec = ({ version: { version, spec } }: { version: Version }) => {
  const { t } = useScorecardsTranslation();
  const notify = useNotice();
  const yaml = toYaml(spec);
  const copy = async () => {
    await window.navigator.clipboard.writeText(yaml);
    notify(t('pages.definition.copied', { version: `${version}` }));
  };
  return (
    <div className={styles.spec}>
      <div className={styles.copy}>
        <BgProvider bg="neutral-1">
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiFileCopyLine />}
            onPress={copy}
          >
            {t('pages.definition.copy')}
          </Button>
        </BgProvider>
      </div>
      <pre
        // It scrolls: by keyboard, too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={t('pages.definition.spec', { version: `${version}` })}
      >
        {yaml}
      </pre>
    </div>
  );
};

const VersionItem = ({
  version,
  scorecard,
}: {
  version: Version;
  scorecard: ScorecardResponse;
}) => {
  const { t } = useScorecardsTranslation();
  const isCurrent = version.version === scorecard.version;
  const [isOpen, setOpen] = useState(isCurrent);
  const number = `${version.version}`;
  return (
    <li className={styles.version}>
      <details
        open={isOpen}
        onToggle={event => setOpen(event.currentTarget.open)}
      >
        <summary className={styles.summary}>
          <strong>{t('pages.definition.version', { version: number })}</strong>
          {isCurrent && (
            <BgProvider bg="neutral-1">
              <Badge>{t('pages.definition.current')}</Badge>
            </BgProvider>
          )}
          <Since at={version.createdAt} />
          <code title={t('pages.definition.hash', { hash: version.hash })}>
            {version.hash.slice(0, 12)}
          </code>
          <ChangedChecks version={version} scorecard={scorecard} />
        </summary>
        {isOpen && <Spec version={version} />}
      </details>
    </li>
  );
};

/** Every version of the definition that ever ran, newest first. @internal */
export const DefinitionTab = ({
  scorecard,
}: {
  scorecard: ScorecardResponse;
}) => {
  const { t } = useScorecardsTranslation();
  const state = useScorecards(
    'listVersions',
    { params: paramsOf(scorecard) },
    { affectedBy: isAbout(scorecard.ref) },
  );
  return (
    <WhenLoaded
      state={state}
      skeleton={<LoadingSkeleton rows={[64, 64, 64]} />}
      failed={t('pages.definition.failed')}
      permission={t('pages.permission.scorecards')}
    >
      {({ items }) =>
        items.length > 0 ? (
          <ul className={styles.list}>
            {items.map(version => (
              <VersionItem
                key={version.version}
                version={version}
                scorecard={scorecard}
              />
            ))}
          </ul>
        ) : (
          <EmptyState title={t('pages.definition.empty')}>
            {t('pages.definition.emptyWhy')}
          </EmptyState>
        )
      }
    </WhenLoaded>
  );
};
