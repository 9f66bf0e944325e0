import { Link } from '@backstage/ui';
import type { RecordRow } from '@daytwo/backstage-plugin-audit-common';
import { RelativeTime } from '@daytwo/ui-kit';
import { useAuditTranslation } from '../../translation';
import {
  ActorName,
  eventPhrase,
  OutcomeChip,
  RefLink,
  useAuditHref,
} from '../shared';
import styles from './RecordLines.module.css';
import { tellingSummary } from './tellingSummary';

/**
 * A few records in words, for cards: what, by whom, on what, how it ended and
 * when.
 *
 * @internal
 */
export const RecordLines = ({
  rows,
  withActor = false,
}: {
  rows: RecordRow[];
  /** Where they are of several people. */
  withActor?: boolean;
}) => {
  const { t } = useAuditTranslation();
  const href = useAuditHref();
  return (
    <ul className={styles.list}>
      {rows.map(row => (
        <li key={row.seq} className={styles.line}>
          <span className={styles.words}>
            <Link href={href({ record: `${row.seq}`, when: 'all' })} standalone>
              {eventPhrase(row, t)}
            </Link>
            <span className={styles.summary}>{tellingSummary(row)}</span>
          </span>
          <span className={styles.about}>
            {withActor && <ActorName actor={row.actors[0]} />}
            {row.entities.length > 0 && <RefLink entityRef={row.entities[0]} />}
            <OutcomeChip outcome={row.outcome} />
            <RelativeTime at={row.at} />
          </span>
        </li>
      ))}
    </ul>
  );
};
