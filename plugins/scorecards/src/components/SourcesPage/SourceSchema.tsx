import { Disclosure, JsonView, PlainTable, ReasonText } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import { schemaFields } from './schemaFields';

/** What a source reports: paths, types and meanings, and the schema itself. @internal */
export const SourceSchema = ({ schema }: { schema: unknown }) => {
  const { t } = useScorecardsTranslation();
  const fields = schemaFields(schema);
  if (fields.length === 0) {
    return <ReasonText>{t('facts.sources.noSchema')}</ReasonText>;
  }
  return (
    <>
      <PlainTable
        label={t('facts.sources.schema')}
        head={[
          t('facts.sources.field'),
          t('facts.sources.type'),
          t('facts.sources.meaning'),
        ]}
        rows={fields.map(({ path, type, description }) => ({
          key: path,
          cells: [<code>{path}</code>, <code>{type}</code>, description],
        }))}
      />
      <Disclosure title={t('facts.sources.rawSchema')}>
        <JsonView json={schema} label={t('facts.sources.rawSchema')} />
      </Disclosure>
    </>
  );
};
