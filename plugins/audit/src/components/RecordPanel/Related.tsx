import { Link } from '@backstage/ui';
import type {
  RecordRow,
  RelatedRecords,
} from '@daytwo/backstage-plugin-audit-common';
import { LoadingSkeleton, WhenLoaded } from '@daytwo/ui-kit';
import { useAudit } from '../../hooks';
import { useAuditTranslation } from '../../translation';
import {
  ActorName,
  eventPhrase,
  OutcomeChip,
  TimeCell,
  useAuditHref,
} from '../shared';
import styles from './Related.module.css';
import panel from './RecordPanel.module.css';
import { Section } from './Section';

interface RelatedProps {
  seq: number;
  correlationId: string;
  onOpen: (seq: number) => void;
}

/** A moment of the story, oldest first. */
const Moment = ({
  row,
  isThis,
  onOpen,
}: {
  row: RecordRow;
  isThis: boolean;
  onOpen: (seq: number) => void;
}) => {
  const { t } = useAuditTranslation();
  return (
    <li className={styles.moment} aria-current={isThis || undefined}>
      <TimeCell at={row.at} />
      <span className={styles.words}>
        {isThis ? (
          <strong>{eventPhrase(row, t)}</strong>
        ) : (
          <button
            type="button"
            className={styles.open}
            aria-label={`${eventPhrase(row, t)}, ${t('record.list.open', {
              seq: `${row.seq}`,
            })}`}
            onClick={() => onOpen(row.seq)}
          >
            {eventPhrase(row, t)}
          </button>
        )}
        <ActorName actor={row.actors[0]} />
        {isThis ? (
          <span className={styles.here}>{t('record.panel.thisOne')}</span>
        ) : (
          <OutcomeChip outcome={row.outcome} />
        )}
      </span>
    </li>
  );
};

const Moments = (props: {
  title: string;
  rows: RecordRow[];
  seq: number;
  onOpen: (seq: number) => void;
}) => {
  const { title, rows, seq, onOpen } = props;
  const ordered = [...rows].sort((a, b) => a.seq - b.seq);
  return (
    <div>
      <h5 className={styles.title}>{title}</h5>
      <ol className={styles.moments}>
        {ordered.map(row => (
          <Moment
            key={row.seq}
            row={row}
            isThis={row.seq === seq}
            onOpen={onOpen}
          />
        ))}
      </ol>
    </div>
  );
};

const isOther = (seq: number) => (row: RecordRow) => row.seq !== seq;

const Answer = (props: RelatedProps & { related: RelatedRecords }) => {
  const { seq, related, onOpen, correlationId } = props;
  const { t } = useAuditTranslation();
  const href = useAuditHref();
  const ofAction = related.correlation.some(isOther(seq));
  const ofEntities = related.entities.some(isOther(seq));
  if (!ofAction && !ofEntities) {
    return <p className={panel.quiet}>{t('record.panel.relatedNone')}</p>;
  }
  return (
    <>
      {ofAction && (
        <>
          <Moments
            title={t('record.panel.relatedAction')}
            rows={related.correlation}
            seq={seq}
            onOpen={onOpen}
          />
          <Link
            href={href({
              correlation: correlationId,
              noise: 'true',
              when: 'all',
            })}
            standalone
          >
            {t('record.panel.onlyThis')}
          </Link>
        </>
      )}
      {ofEntities && (
        <Moments
          title={t('record.panel.relatedEntities')}
          rows={related.entities}
          seq={seq}
          onOpen={onOpen}
        />
      )}
    </>
  );
};

/** What else belongs to the same action, and what happened around it to the same entities. @internal */
export const Related = (props: RelatedProps) => {
  const { t } = useAuditTranslation();
  const state = useAudit('getRelated', { params: { seq: props.seq } });
  return (
    <Section title={t('record.panel.related')}>
      <WhenLoaded
        state={state}
        skeleton={<LoadingSkeleton rows={[28, 28]} />}
        failed={t('record.panel.relatedFailed')}
        permission={t('pages.permission.read')}
      >
        {related => <Answer {...props} related={related} />}
      </WhenLoaded>
    </Section>
  );
};
