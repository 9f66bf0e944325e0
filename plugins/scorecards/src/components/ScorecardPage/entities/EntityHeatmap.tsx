import {
  verdictStates,
  type ScorecardResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import { Alert, Button, Text } from '@backstage/ui';
import { useLocale, useUrlParams } from '@daytwo/ui-kit';
import { useCallback, useRef } from 'react';
import { useEntityTabHref } from '../../../hooks';
import { useScorecardsTranslation } from '../../../translation';
import { VerdictIcon } from '../../shared';
import { Heatmap, type OpenCell } from '../heatmap';
import type { PagedItem, PagesState } from '../paging';
import { VerdictPanel } from '../verdict';
import styles from './EntitiesTab.module.css';

interface EntityHeatmapProps {
  scorecard: ScorecardResponse;
  pages: PagesState<PagedItem<'listEntities'>>;
}

/** The cell that is open, kept in the address. */
function useOpenCell() {
  const { get, update } = useUrlParams();
  const entityRef = get('entity');
  const checkId = get('verdict');
  const open: OpenCell | undefined =
    entityRef && checkId ? { entityRef, checkId } : undefined;
  const setOpen = useCallback(
    (cell: OpenCell | undefined) =>
      update({ entity: cell?.entityRef, verdict: cell?.checkId }),
    [update],
  );
  return [open, setOpen] as const;
}

const Count = ({ scorecard, pages }: EntityHeatmapProps) => {
  const { t } = useScorecardsTranslation();
  const numbers = new Intl.NumberFormat(useLocale());
  const all = scorecard.summary.entities;
  const shown = pages.total ?? pages.rows.length;
  return (
    <>
      <Text as="p" color="secondary" aria-live="polite">
        {shown === all
          ? t('pages.entities.countAll', {
              count: all,
              number: numbers.format(all),
            })
          : t('pages.entities.count', {
              shown: numbers.format(shown),
              all: numbers.format(all),
            })}
      </Text>
      {pages.outdated && (
        <Alert
          role="status"
          status="info"
          icon
          title={t('pages.entities.outdated')}
          customActions={
            <Button size="small" variant="secondary" onPress={pages.reload}>
              {t('pages.entities.reload')}
            </Button>
          }
        />
      )}
    </>
  );
};

const Legend = () => {
  const { t } = useScorecardsTranslation();
  return (
    <div className={styles.legend}>
      <ul aria-label={t('pages.entities.legend')}>
        {verdictStates.map(state => (
          <li key={state}>
            <VerdictIcon state={state} size={14} />
            {t(`common.verdict.${state}`)}
          </li>
        ))}
      </ul>
      <Text variant="body-small" color="secondary">
        {t('pages.entities.help')}
      </Text>
    </div>
  );
};

/** The heatmap, and beside it why a verdict is what it is. @internal */
export const EntityHeatmap = ({ scorecard, pages }: EntityHeatmapProps) => {
  const tabHref = useEntityTabHref();
  const hrefOf = useCallback(
    (ref: string) => tabHref(ref, { scorecardRef: scorecard.ref }),
    [tabHref, scorecard.ref],
  );
  const [open, setOpen] = useOpenCell();
  const frame = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(undefined);
    frame.current
      ?.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')
      ?.focus();
  };
  const rows = pages.rows;
  const total = pages.hasMore
    ? Math.max(pages.total ?? 0, rows.length + 1)
    : rows.length;
  return (
    <>
      <Count scorecard={scorecard} pages={pages} />
      <div ref={frame} className={styles.split} data-open={open !== undefined}>
        <div className={styles.heatmap} style={{ height: heightFor(total) }}>
          <Heatmap
            scorecard={scorecard}
            rows={rows}
            total={total}
            onEndNear={pages.loadMore}
            hrefOf={hrefOf}
            open={open}
            onOpen={setOpen}
            isStale={pages.isPrevious}
          />
        </div>
        {open && (
          <VerdictPanel
            key={`${open.entityRef} ${open.checkId}`}
            scorecard={scorecard}
            entityHref={tabHref(open.entityRef, {
              scorecardRef: scorecard.ref,
              checkId: open.checkId,
            })}
            onClose={close}
            {...open}
          />
        )}
      </div>
      <Legend />
    </>
  );
};

/** As high as its rows, at most most of the window. */
function heightFor(rows: number): string {
  return `clamp(20rem, ${rows * 36 + 204}px, 76vh)`;
}
