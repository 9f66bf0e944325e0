import { CopyButton } from './CopyButton';
import styles from './JsonView.module.css';

/** A JSON document as it is, to read and to copy. @public */
export const JsonView = ({ json, label }: { json: unknown; label: string }) => {
  const text = JSON.stringify(json, undefined, 2);
  return (
    <div className={styles.root}>
      <CopyButton text={text} />
      {/* What scrolls must be reachable by keyboard. */}
      {/* eslint-disable jsx-a11y/no-noninteractive-tabindex */}
      <pre
        className={styles.text}
        role="region"
        aria-label={label}
        tabIndex={0}
      >
        {text}
      </pre>
      {/* eslint-enable jsx-a11y/no-noninteractive-tabindex */}
    </div>
  );
};
