import type {
  AuditActor,
  RecordRow as Row,
} from '@daytwo/backstage-plugin-audit-common';
import { memo, type KeyboardEvent, type MouseEvent } from 'react';
import { useAuditTranslation } from '../../translation';
import {
  ActorChain,
  Duration,
  EntityList,
  eventPhrase,
  OutcomeChip,
  SealMark,
  SeverityMark,
  TimeCell,
} from '../shared';
import styles from './RecordList.module.css';
import { tellingSummary } from './tellingSummary';

/** @internal */
export interface RecordRowProps {
  row: Row;
  index: number;
  sealed: boolean;
  selected: boolean;
  /** The one row that the Tab key reaches, with its links. */
  active: boolean;
  top: number;
  height: number;
  onOpen: (seq: number) => void;
  onFocus: (seq: number) => void;
}

const isOfItsOwn = (target: EventTarget) =>
  target instanceof Element && target.closest('a, button') !== null;

/** The plugin that acted stands beside what was done; it need not be said twice. */
function tellingActors({ actors, plugin }: Row): AuditActor[] {
  const others = actors.filter(
    ({ type, ref }, index) =>
      index === 0 || type !== 'plugin' || ref !== `plugin:${plugin}`,
  );
  return others.length > 0 ? others : actors;
}

const What = ({ row }: { row: Row }) => {
  const { t } = useAuditTranslation();
  return (
    <div role="gridcell" className={styles.what}>
      <span className={styles.phrase}>
        <SeverityMark severity={row.severity} />
        <span className={styles.cut}>{eventPhrase(row, t)}</span>
      </span>
      <span className={styles.summary}>
        {[row.plugin, tellingSummary(row)].filter(Boolean).join(' · ')}
      </span>
    </div>
  );
};

/** One record as a row of the grid. @internal */
export const RecordRow = memo((props: RecordRowProps) => {
  const { row, index, sealed, selected, active, top, height } = props;
  const tabIndex = active ? 0 : -1;
  const open = (event: MouseEvent | KeyboardEvent) => {
    if (!isOfItsOwn(event.target)) {
      props.onOpen(row.seq);
    }
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={tabIndex}
      data-seq={row.seq}
      data-outcome={row.outcome}
      className={styles.row}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={open}
      onKeyDown={event => event.key === 'Enter' && open(event)}
      onFocus={() => props.onFocus(row.seq)}
    >
      <div role="gridcell" className={styles.time}>
        <TimeCell at={row.at} />
      </div>
      <div role="gridcell" className={styles.who}>
        <ActorChain actors={tellingActors(row)} tabIndex={tabIndex} />
      </div>
      <What row={row} />
      <div role="gridcell" className={styles.on}>
        <EntityList entities={row.entities} tabIndex={tabIndex} />
      </div>
      <div role="gridcell" className={styles.outcome}>
        <OutcomeChip outcome={row.outcome} />
        {row.durationMs !== undefined && (
          <span className={styles.duration}>
            <Duration ms={row.durationMs} />
          </span>
        )}
      </div>
      <div role="gridcell" className={styles.seal}>
        <SealMark sealed={sealed} />
      </div>
    </div>
  );
});
