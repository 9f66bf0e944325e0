import type { ScorecardResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { Alert } from '@backstage/ui';
import { RelativeTime } from '@daytwo/ui-kit';
import { useScorecardsTranslation, type Translate } from '../../../translation';
import styles from './header.module.css';

type Problem = ScorecardResponse['status']['problems'][number];

function placeOf({ line, column }: Problem, t: Translate): string | undefined {
  if (line === undefined) {
    return undefined;
  }
  return column === undefined
    ? t('pages.problems.line', { line: `${line}` })
    : t('pages.problems.place', { line: `${line}`, column: `${column}` });
}

const ProblemItem = ({ problem }: { problem: Problem }) => {
  const { t } = useScorecardsTranslation();
  const { path, message, found, expected } = problem;
  const place = placeOf(problem, t);
  return (
    <li>
      <div>
        {message}{' '}
        <span>
          <code>{path || t('pages.problems.whole')}</code>
          {place && `, ${place}`}
        </span>
      </div>
      {(found !== undefined || expected !== undefined) && (
        <dl className={styles.comparison}>
          {found !== undefined && (
            <>
              <dt>{t('pages.problems.found')}</dt>
              <dd>
                <code>{found}</code>
              </dd>
            </>
          )}
          {expected !== undefined && (
            <>
              <dt>{t('pages.problems.expected')}</dt>
              <dd>
                <code>{expected}</code>
              </dd>
            </>
          )}
        </dl>
      )}
    </li>
  );
};

/** Why the newest definition is refused, and that an older one runs on. @internal */
export const DefinitionProblems = ({
  scorecard,
}: {
  scorecard: ScorecardResponse;
}) => {
  const { t } = useScorecardsTranslation();
  const { status, version } = scorecard;
  return (
    <Alert
      role="status"
      status="danger"
      icon
      title={
        version > 0
          ? t('pages.problems.title', { version: `${version}` })
          : t('pages.problems.titleNone')
      }
      description={
        <div className={styles.problems}>
          <p>
            {t('pages.problems.readAt', {
              time: <RelativeTime at={status.readAt} />,
            })}{' '}
            {t('pages.problems.lead')}
          </p>
          <ul>
            {status.problems.map((problem, index) => (
              <ProblemItem key={index} problem={problem} />
            ))}
          </ul>
        </div>
      }
    />
  );
};
