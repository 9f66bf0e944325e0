import { PlainTable, ReasonText } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import { formatValue } from '../shared';
import { flatten } from './flatten';

const MOST = 40;

/** The values of a fact as a table. @internal */
export const FactValues = ({ fact }: { fact: unknown }) => {
  const { t } = useScorecardsTranslation();
  const leaves = flatten(fact);
  if (leaves.length === 0) {
    return <ReasonText>{t('facts.fact.empty')}</ReasonText>;
  }
  const more = leaves.length - MOST;
  return (
    <>
      <PlainTable
        label={t('facts.fact.values')}
        head={[t('facts.fact.path'), t('facts.fact.value')]}
        rows={leaves.slice(0, MOST).map(({ path, value }) => ({
          key: path,
          cells: [
            <code>{path}</code>,
            <code title={JSON.stringify(value)}>{formatValue(value)}</code>,
          ],
        }))}
      />
      {more > 0 && (
        <ReasonText>{t('facts.fact.more', { count: more })}</ReasonText>
      )}
    </>
  );
};
