import { fetchApiRef, useApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { ScorecardResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { Button } from '@backstage/ui';
import { saveBlob, useNotice } from '@daytwo/ui-kit';
import { RiDownloadLine } from '@remixicon/react';
import { useState } from 'react';
import { scorecardsApiRef } from '../../../api';
import { useScorecardsTranslation } from '../../../translation';
import { paramsOf } from '../params';
import type { EntityQuery } from './entityFilter';

/** All entities that match, as a file. Fetched with the reader's rights, which a plain link would lack. */
function useExport(scorecard: ScorecardResponse, query: EntityQuery) {
  const api = useApi(scorecardsApiRef);
  const { fetch } = useApi(fetchApiRef);
  return async () => {
    const params = paramsOf(scorecard);
    const response = await fetch(
      await api.url('exportEntities', { params, query }),
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const name = `${params.name}.csv`;
    saveBlob(await response.blob(), name);
    return name;
  };
}

/** @internal */
export const ExportButton = ({
  scorecard,
  query,
}: {
  scorecard: ScorecardResponse;
  query: EntityQuery;
}) => {
  const { t } = useScorecardsTranslation();
  const notify = useNotice();
  const save = useExport(scorecard, query);
  const [isPending, setPending] = useState(false);
  const onPress = async () => {
    setPending(true);
    try {
      notify(t('pages.entities.exported', { name: await save() }));
    } catch (error) {
      const { message } = error as Error;
      notify(t('pages.entities.exportFailed', { message }), 'danger');
    } finally {
      setPending(false);
    }
  };
  return (
    <Button
      variant="secondary"
      iconStart={<RiDownloadLine />}
      isPending={isPending}
      onPress={onPress}
    >
      {t('pages.entities.export')}
    </Button>
  );
};
