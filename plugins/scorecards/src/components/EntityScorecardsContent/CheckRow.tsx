import { Since } from '@daytwo/ui-kit';
import { RiArrowDownSLine } from '@remixicon/react';
import { useEffect, useId, useRef } from 'react';
import { FixAction, VerdictChip } from '../shared';
import { CheckDetails } from './CheckDetails';
import type { CheckContext } from './CheckGroupList';
import type { CheckEntry } from './checkGroups';
import { CheckRemarks } from './CheckRemarks';
import { CheckSummary } from './CheckSummary';
import styles from './CheckRow.module.css';

/** One check: verdict, title, since when, in short why; opens to everything about it. @internal */
export const CheckRow = ({
  entry,
  context,
}: {
  entry: CheckEntry;
  context: CheckContext;
}) => {
  const { check, verdict } = entry;
  const { tab, item } = context;
  const detailsId = useId();
  const expanded = tab.isExpanded(item.scorecard.ref, check.id);
  const row = useScrolledTo(expanded);
  const open = verdict?.state === 'fail' || verdict?.state === 'unknown';
  return (
    <li className={styles.row} ref={row}>
      <div className={styles.head}>
        <button
          type="button"
          className={styles.trigger}
          aria-expanded={expanded}
          aria-controls={expanded ? detailsId : undefined}
          onClick={() => tab.toggle(item.scorecard.ref, check.id)}
        >
          <RiArrowDownSLine size={18} className={styles.arrow} aria-hidden />
          {verdict && (
            <span className={styles.verdict}>
              <VerdictChip state={verdict.state} muted={!verdict.counts} />
            </span>
          )}
          <span className={styles.title}>{check.title}</span>
        </button>
        <span className={styles.aside}>
          <CheckRemarks entry={entry} item={item} />
          {verdict && <Since at={verdict.since} />}
          {open && (
            <FixAction remediation={check.remediation} check={check.title} />
          )}
        </span>
      </div>
      {!expanded && open && (
        <div className={styles.summary}>
          <CheckSummary verdict={verdict} />
        </div>
      )}
      {expanded && (
        <div id={detailsId} className={styles.details}>
          <CheckDetails entry={entry} context={context} />
        </div>
      )}
    </li>
  );
};

/** A check that the address names is brought into view, once. */
function useScrolledTo(expanded: boolean) {
  const row = useRef<HTMLLIElement>(null);
  const atFirst = useRef(expanded);
  useEffect(() => {
    if (atFirst.current) {
      row.current?.scrollIntoView?.({ block: 'center' });
    }
  }, []);
  return row;
}
