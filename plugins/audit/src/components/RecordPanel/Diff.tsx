import type { JsonValue } from '@backstage/types';
import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { RiAddLine, RiEditLine, RiSubtractLine } from '@remixicon/react';
import { useAuditTranslation } from '../../translation';
import { diffJson, type Difference } from './diffJson';
import styles from './Diff.module.css';

const MOST = 200;

const icons = {
  added: RiAddLine,
  removed: RiSubtractLine,
  changed: RiEditLine,
} as const;

function textOf(value: JsonValue | undefined): string {
  if (value === undefined) {
    return '';
  }
  return typeof value === 'string'
    ? value
    : JSON.stringify(value, undefined, 2);
}

const Line = ({ difference }: { difference: Difference }) => {
  const { t } = useAuditTranslation();
  const { path, kind, before, after } = difference;
  const Icon = icons[kind];
  return (
    <tr data-kind={kind}>
      <th scope="row">
        <Icon size={14} aria-label={t(`record.diff.${kind}`)} />
        <code>{path || t('record.diff.whole')}</code>
      </th>
      <td data-side="before">{textOf(before)}</td>
      <td data-side="after">{textOf(after)}</td>
    </tr>
  );
};

/** What an action changed, field by field. @internal */
export const Diff = ({
  change: { before, after },
}: {
  change: NonNullable<AuditRecord['change']>;
}) => {
  const { t } = useAuditTranslation();
  const differences = diffJson(before, after);
  if (differences.length === 0) {
    return <p className={styles.note}>{t('record.diff.none')}</p>;
  }
  const more = differences.length - MOST;
  return (
    <>
      <table className={styles.diff} aria-label={t('record.diff.label')}>
        <thead>
          <tr>
            <th scope="col">{t('record.diff.field')}</th>
            <th scope="col">{t('record.diff.before')}</th>
            <th scope="col">{t('record.diff.after')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.slice(0, MOST).map(difference => (
            <Line key={difference.path} difference={difference} />
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <p className={styles.note}>{t('record.diff.more', { count: more })}</p>
      )}
    </>
  );
};
