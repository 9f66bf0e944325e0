import { BgProvider, Text } from '@backstage/ui';
import type { LegalHold } from '@daytwo/backstage-plugin-audit-common';
import { useFocusAfter } from '../../hooks';
import { useAuditTranslation } from '../../translation';
import { useCountFormat } from '../shared';
import { HoldItem } from './HoldItem';
import styles from './HoldsPage.module.css';

interface HoldListProps {
  /** The newest first. */
  holds: LegalHold[];
  onChange: () => void;
}

const Section = ({ title, ...list }: HoldListProps & { title: string }) =>
  list.holds.length > 0 ? (
    <section className={styles.section} aria-label={title}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {title}
      </Text>
      <BgProvider bg="neutral-1">
        <ul className={styles.list}>
          {list.holds.map(hold => (
            <HoldItem key={hold.id} hold={hold} onChange={list.onChange} />
          ))}
        </ul>
      </BgProvider>
    </section>
  ) : null;

/** Holds in force, then those that were released, the last one first. @internal */
export const HoldList = ({ holds, onChange }: HoldListProps) => {
  const { t } = useAuditTranslation();
  const format = useCountFormat();
  const active = holds.filter(hold => hold.releasedAt === undefined);
  const released = holds
    .filter(hold => hold.releasedAt !== undefined)
    .sort((a, b) => (b.releasedAt ?? '').localeCompare(a.releasedAt ?? ''));
  const count = active.length;
  const headline = useFocusAfter<HTMLDivElement>(count);
  return (
    <>
      <div ref={headline} tabIndex={-1} className={styles.headline}>
        <Text as="h2" variant="title-small" weight="bold">
          {count > 0
            ? t('hold.headline', { count, number: format(count) })
            : t('hold.headlineNone')}
        </Text>
        <Text as="p" color="secondary" className={styles.what}>
          {t('hold.what')}
        </Text>
      </div>
      <Section title={t('hold.active')} holds={active} onChange={onChange} />
      <Section
        title={t('hold.released')}
        holds={released}
        onChange={onChange}
      />
    </>
  );
};
