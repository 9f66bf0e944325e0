import { Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './RecordPanel.module.css';

/** A part of the panel with its heading. @internal */
export const Section = ({
  title,
  children,
}: {
  title: string;
  children: ReactNode;
}) => {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <Text as="h4" variant="body-small" color="secondary" id={id}>
        {title}
      </Text>
      {children}
    </section>
  );
};

/** Names and values below each other. @internal */
export const Facts = ({
  facts,
}: {
  facts: Array<[name: string, value: ReactNode] | false | undefined | ''>;
}) => (
  <dl className={styles.facts}>
    {facts.map(
      fact =>
        fact && (
          <div key={fact[0]}>
            <dt>{fact[0]}</dt>
            <dd>{fact[1]}</dd>
          </div>
        ),
    )}
  </dl>
);
